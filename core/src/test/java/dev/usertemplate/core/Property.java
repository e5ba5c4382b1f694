package dev.usertemplate.core;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Checks properties with random values, which are others in each run. A failure names the seed of
 * its values; with {@code -Dtries.seed} they come first.
 */
public final class Property {
  /** How many times the usual number of tries: {@code -Dtries.factor}, for a longer hunt. */
  public static final int FACTOR = factor();

  private Property() {}

  /** Checks a property for the values of one try. */
  @FunctionalInterface
  public interface Check {
    void with(RandomValues any) throws Throwable;
  }

  /**
   * Fails as soon as one try does.
   *
   * @param tries the usual number of them
   */
  public static void holds(int tries, Check check) {
    long fresh = ThreadLocalRandom.current().nextLong(1L << 32);
    holds(tries * FACTOR, Long.parseLong(System.getProperty("tries.seed", "" + fresh)), check);
  }

  static void holds(int tries, long firstSeed, Check check) {
    for (int i = 0; i < tries; i++) {
      RandomValues any = new RandomValues(firstSeed + i);
      try {
        check.with(any);
      } catch (Throwable e) {
        throw new AssertionError(
            "Try %d of %d failed; -Dtries.seed=%d repeats it.%n%s%nIts values: %s"
                .formatted(i + 1, tries, firstSeed + i, e, any),
            e);
      }
    }
  }

  private static int factor() {
    int factor = Integer.parseInt(System.getProperty("tries.factor", "1"));
    if (factor < 1) {
      throw new IllegalArgumentException("tries.factor: " + factor);
    }
    return factor;
  }
}
