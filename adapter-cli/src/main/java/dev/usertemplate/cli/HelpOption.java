package dev.usertemplate.cli;

import picocli.CommandLine.Option;

/**
 * The option that every command has. Not inherited, because picocli's own commands bring theirs.
 */
final class HelpOption {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  @SuppressWarnings("unused") // picocli acts on it.
  private boolean requested;
}
