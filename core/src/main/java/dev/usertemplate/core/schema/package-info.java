/**
 * The template's columns, their rules as data, and every word of it in both languages. Workbook,
 * help, checks and documentation are all derived from here; nothing else holds a rule.
 */
@NullMarked
package dev.usertemplate.core.schema;

import org.jspecify.annotations.NullMarked;
