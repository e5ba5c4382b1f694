package dev.usertemplate.core.check;

import dev.usertemplate.core.schema.Column;

/**
 * That a column has to be filled, as an argument of a message.
 *
 * @param column which one
 */
record Need(Column column) {}
