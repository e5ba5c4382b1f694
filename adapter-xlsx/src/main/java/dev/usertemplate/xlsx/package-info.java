/** Implements the core's ports with Apache POI. */
@NullMarked
package dev.usertemplate.xlsx;

import org.jspecify.annotations.NullMarked;
