package dev.usertemplate.http;

import dev.usertemplate.core.access.Action;
import dev.usertemplate.core.access.Decision;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

@SuppressWarnings("DoNotCallSuggester")
final class AccessControl {
  Caller authenticate(HttpServletRequest request, Origin origin) {
    throw new IllegalStateException();
  }

  Decision decide(Caller caller, Action action, @Nullable String project) {
    throw new IllegalStateException();
  }

  String explain(
      Caller caller, Action action, @Nullable String project, String requestId, Decision decision) {
    throw new IllegalStateException();
  }

  @Nullable String open(String message, Caller caller) {
    throw new IllegalStateException();
  }

  static String claimedCredential(HttpServletRequest request) {
    return "";
  }
}
