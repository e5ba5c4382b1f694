package dev.usertemplate.benchmarks;

/** Prints a word: what a JVM costs that does nothing. */
public final class Hello {
  private Hello() {}

  /** Prints the word. */
  public static void main(String... args) {
    System.out.println("hello");
  }
}
