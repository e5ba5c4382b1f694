/**
 * Who may do what: {@link dev.usertemplate.core.access.Decision} judges an {@link
 * dev.usertemplate.core.access.Action} of a {@link dev.usertemplate.core.access.Principal} by the
 * {@link dev.usertemplate.core.access.Policy policies} that it has. Pure data and pure functions:
 * who the caller is, and where policies come from, is for the drivers to find out.
 */
@NullMarked
package dev.usertemplate.core.access;

import org.jspecify.annotations.NullMarked;
