package dev.usertemplate.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The places that uploads occupy: so many in all, and only some of them for one network. */
final class UploadPlaces {
  /** Uploads at once, those that are checked and answered included: each occupies disk space. */
  static final int MOST = 32;

  /** Uploads at once of one network, so that no caller alone keeps all others out. */
  static final int MOST_OF_ONE = 8;

  static final Failure FULL_FOR_ONE =
      new Failure(
          ApiError.UNAVAILABLE,
          "One address can have %s workbooks on their way at once; send it again in a moment."
              .formatted(MOST_OF_ONE),
          Map.of("Retry-After", "2"));

  /** Without networks that have none. */
  private final Map<String, Integer> taken = new HashMap<>();

  private int all;

  /**
   * Takes a place.
   *
   * @param network as {@link Origin#network()} has it
   * @return why there is none; empty if it is taken, and then has to be released
   */
  synchronized Optional<Failure> take(String network) {
    Optional<Failure> refusal = refusal(network);
    if (refusal.isEmpty()) {
      all++;
      taken.merge(network, 1, Integer::sum);
    }
    return refusal;
  }

  /** Why there is no place at the moment; empty if there is one. */
  synchronized Optional<Failure> refusal(String network) {
    if (all >= MOST) {
      return Optional.of(Overload.FULL);
    }
    return taken.getOrDefault(network, 0) >= MOST_OF_ONE
        ? Optional.of(FULL_FOR_ONE)
        : Optional.empty();
  }

  /** How many places are taken. */
  synchronized int taken() {
    return all;
  }

  /** Gives one place of the network back. */
  synchronized void release(String network) {
    all--;
    taken.computeIfPresent(network, (name, count) -> count == 1 ? null : count - 1);
  }
}
