package dev.usertemplate.http;

/** Placeholder. */
public final class Main {
  private Main() {}
}
