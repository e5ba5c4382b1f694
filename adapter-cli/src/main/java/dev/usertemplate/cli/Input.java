package dev.usertemplate.cli;

import java.io.InputStream;

/**
 * The standard input.
 *
 * @param stream gives the bytes as they are; whoever runs the program closes it
 * @param isTerminal whether a person would have to type them
 */
record Input(InputStream stream, boolean isTerminal) {}
