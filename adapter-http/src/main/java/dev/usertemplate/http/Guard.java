package dev.usertemplate.http;

import dev.usertemplate.core.access.Action;
import dev.usertemplate.core.access.Decision;
import dev.usertemplate.http.signature.SignedRequest;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Stands before an operation: who calls (401), how often (429), and whether they may (403). Each
 * decision is one line in the audit log.
 */
final class Guard {
  private static final String PROJECT_HEADER = "X-Project-Id";
  private static final String CALLER = Caller.class.getName();

  private final Optional<AccessControl> access;
  private final Throttle throttle;

  /** Counts, for each network, those who could not prove who they are. */
  private final Throttle strangers;

  /**
   * A guard.
   *
   * @param access empty to let everybody in
   * @param rate requests per second of one caller; 0 for any number
   */
  Guard(Optional<AccessControl> access, int rate, Clock clock) {
    this.access = access;
    this.throttle = new Throttle(rate, clock);
    this.strangers = new Throttle(rate, clock);
  }

  /** Who calls and what they may; empty when everybody is let in. */
  Optional<AccessControl> access() {
    return access;
  }

  /** Who calls an operation that the guard has let them in to. */
  static Caller caller(Context context) {
    return (Caller) Objects.requireNonNull(request(context).getAttribute(CALLER));
  }

  /** The request as the web server has it, with what the handlers before noted on it. */
  static Request request(Context context) {
    return ServletContextRequest.getServletContextRequest(context.req());
  }

  /** Whether the guard decides about the request without waiting for anybody. */
  boolean decidesAtOnce(Request request) {
    return access.isEmpty() || AccessControl.isSigned(request);
  }

  /**
   * Whether it is worth reading a large body: not if its request is refused whatever the body
   * holds. Decides nothing and logs nothing: the request still has to pass. May wait for the
   * identity service.
   */
  boolean isWorthReading(SignedRequest.Headers headers, Origin origin) {
    if (access.isEmpty()) {
      return true;
    }
    try {
      if (!SignatureAuthentication.isSigned(headers)) {
        strangers.check(origin.network());
      }
      access.get().check(headers, origin);
      return true;
    } catch (ApiException e) {
      return false;
    }
  }

  /**
   * The operation, for those who may.
   *
   * @param denied the error for those who may not
   */
  Handler protect(Action action, ApiError denied, Handler operation) {
    return context -> {
      admit(request(context), action, context.pathParamMap().get(ProjectId.NAME), denied);
      operation.handle(context);
    };
  }

  /**
   * Returns if the request may go on.
   *
   * @param project null if the action is about none
   * @param denied the error for those who may not
   * @throws ApiException if it may not
   */
  void admit(Request request, Action action, @Nullable String project, ApiError denied) {
    if (access.isPresent()) {
      admit(access.get(), Attempt.of(request, action, project), denied);
    } else {
      throttle.count(Origin.of(request).network());
    }
  }

  private void admit(AccessControl control, Attempt attempt, ApiError denied) {
    boolean begun = LogContext.begin(attempt.request);
    try {
      judge(control, attempt, denied);
    } finally {
      if (begun) {
        LogContext.end();
      }
    }
  }

  private void judge(AccessControl control, Attempt attempt, ApiError denied) {
    Caller caller = authenticate(control, attempt);
    count(caller, attempt);
    Decision decision =
        attempt.isForOneProject()
            ? control.decide(caller, attempt.action, attempt.project)
            : Decision.FOREIGN_PROJECT;
    attempt.audit(caller, decision == Decision.ALLOWED, words(decision));
    if (decision != Decision.ALLOWED) {
      throw new ApiException(refusal(control, denied, attempt, caller, decision));
    }
    attempt.request.setAttribute(CALLER, caller);
  }

  private Caller authenticate(AccessControl control, Attempt attempt) {
    String network = attempt.origin.network();
    try {
      if (!AccessControl.isSigned(attempt.request)) {
        // The identity service is not asked for those who keep sending what is worth nothing.
        strangers.check(network);
      }
      return control.authenticate(attempt.request, attempt.origin);
    } catch (ApiException e) {
      Failure failure = e.failure();
      attempt.audit(
          null,
          false,
          failure.publishedDetail().isEmpty()
              ? failure.error().message()
              : failure.publishedDetail());
      if (failure.error().status() == 401) {
        strangers.count(network);
      }
      throw e;
    }
  }

  private void count(Caller caller, Attempt attempt) {
    try {
      throttle.count(caller.key());
    } catch (ApiException e) {
      attempt.audit(caller, false, e.failure().error().message());
      throw e;
    }
  }

  private static Failure refusal(
      AccessControl control, ApiError denied, Attempt attempt, Caller caller, Decision decision) {
    if (decision == Decision.FOREIGN_PROJECT) {
      return new Failure(denied, "Your credentials are not for the project in the request.");
    }
    return new Failure(
        denied,
        "",
        "%s of %s by identity policy; ask your administrator, who can decode the message."
            .formatted(
                decision == Decision.EXPLICIT_DENY ? "Explicit deny" : "Implicit deny",
                attempt.action.name()),
        Map.of(),
        control.explain(decision, caller, attempt.action, attempt.project, attempt.requestId));
  }

  private static String words(Decision decision) {
    return switch (decision) {
      case ALLOWED -> "allowed";
      case FOREIGN_PROJECT -> "foreign project";
      case IMPLICIT_DENY -> "implicit deny";
      case EXPLICIT_DENY -> "explicit deny";
    };
  }

  /**
   * What is asked for.
   *
   * @param project null if the operation is about none
   * @param projectHeaders what the caller says in headers to be the project
   */
  private record Attempt(
      Action action,
      @Nullable String project,
      List<String> projectHeaders,
      String requestId,
      Origin origin,
      Request request) {

    static Attempt of(Request request, Action action, @Nullable String project) {
      return new Attempt(
          action,
          project,
          request.getHeaders().getValuesList(PROJECT_HEADER),
          RequestIds.of(request),
          Origin.of(request),
          request);
    }

    boolean isForOneProject() {
      return project == null || projectHeaders.stream().allMatch(project::equals);
    }

    void audit(@Nullable Caller caller, boolean allowed, String outcome) {
      LoggingEventBuilder line = AuditLog.line(allowed, outcome);
      if (caller != null) {
        AuditLog.put(line, "principal", caller.principal().name());
        AuditLog.put(line, "domain", caller.principal().domainId());
      }
      AuditLog.put(
          line,
          "credential",
          caller == null ? AccessControl.claimedCredential(request) : caller.credential());
      AuditLog.put(line, "project", project == null ? "" : project);
      AuditLog.put(line, "action", action.name());
      AuditLog.put(line, LogContext.REQUEST_ID, requestId);
      AuditLog.put(line, LogContext.TRACE_ID, Trace.idOf(request));
      AuditLog.put(line, "address", origin.address());
      line.log();
    }
  }
}
