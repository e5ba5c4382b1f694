/**
 * Drives the use cases from a terminal. {@link dev.usertemplate.cli.Main} is the only place that
 * knows the process it runs in; everything else is given its streams.
 */
@NullMarked
package dev.usertemplate.cli;

import org.jspecify.annotations.NullMarked;
