package dev.usertemplate.cli;

import java.nio.file.Path;

/**
 * What a command is run in.
 *
 * @param in the standard input
 * @param out the standard output
 * @param err the standard error output
 * @param folder what relative file names are relative to
 */
record Surroundings(Input in, Output out, Output err, Path folder) {}
