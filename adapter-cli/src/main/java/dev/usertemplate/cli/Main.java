package dev.usertemplate.cli;

/** Placeholder. */
public final class Main {
  private Main() {}
}
