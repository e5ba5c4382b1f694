/**
 * What the core wants of a spreadsheet file: the port {@link
 * dev.usertemplate.core.workbook.WorkbookFormat} and the data that goes through it. Rows are
 * counted from 1, as a spreadsheet program shows them; columns from 0, where 0 is A.
 */
@NullMarked
package dev.usertemplate.core.workbook;

import org.jspecify.annotations.NullMarked;
