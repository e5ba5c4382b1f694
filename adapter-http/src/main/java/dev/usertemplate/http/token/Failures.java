package dev.usertemplate.http.token;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What failed futures mean. */
final class Failures {
  private Failures() {}

  /** What went wrong, without the wrapping that futures add. */
  static Throwable cause(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** The same, for the log. */
  static Outage outage(Throwable failure) {
    Throwable cause = cause(failure);
    // Thrown within a body, the client wraps it.
    if (cause instanceof IOException && cause.getCause() instanceof Outage outage) {
      return outage;
    }
    if (cause instanceof Outage outage) {
      return outage;
    }
    if (cause instanceof TimeoutException) {
      return new Outage(Outage.Kind.SLOW, "it does not answer in time");
    }
    if (cause instanceof IOException) {
      return new Outage(
          Outage.Kind.UNREACHABLE, "it can't be reached (%s)".formatted(names(cause)));
    }
    return new Outage(Outage.Kind.OUR_FAULT, "asking it failed (%s)".formatted(names(cause)));
  }

  /** The classes only: messages of others could quote what was sent. */
  private static String names(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .limit(5)
        .map(cause -> cause.getClass().getSimpleName())
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
