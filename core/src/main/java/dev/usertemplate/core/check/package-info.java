/**
 * Reading a filled workbook back: the use case {@link dev.usertemplate.core.check.CheckUsers}, its
 * report with every finding by cell, the users in it, and the calls that create them. Rows are
 * counted from 1, as a spreadsheet program shows them.
 */
@NullMarked
package dev.usertemplate.core.check;

import org.jspecify.annotations.NullMarked;
