/** Finds what implements the ports. */
@NullMarked
package dev.usertemplate.core.installed;

import org.jspecify.annotations.NullMarked;
