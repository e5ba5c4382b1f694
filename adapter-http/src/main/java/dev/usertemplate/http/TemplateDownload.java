package dev.usertemplate.http;

import dev.usertemplate.core.access.Action;
import dev.usertemplate.core.template.InvalidParameterException;
import dev.usertemplate.core.template.RenderTemplate;
import dev.usertemplate.core.template.TemplateRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * The operation itself: parameters in, workbook out. Answers GET and HEAD, and lets all other
 * requests pass. It stands before the routes, which would need longer for a download than the
 * download itself.
 */
final class TemplateDownload extends Handler.Wrapper {
  static final String PATH = "/v2/{project_id}/users/template/download";

  private static final String BEFORE = PATH.substring(0, PATH.indexOf('{'));
  private static final String AFTER = PATH.substring(PATH.indexOf('}') + 1);

  private final RenderTemplate renderTemplate;
  private final Guard guard;
  private final FailureAnswers failures;
  private final Map<TemplateRequest, Representation.Pair> prepared = new ConcurrentHashMap<>();

  TemplateDownload(RenderTemplate renderTemplate, Guard guard, FailureAnswers failures) {
    this.renderTemplate = renderTemplate;
    this.guard = guard;
    this.failures = failures;
  }

  /** Whether this is a download that is answered without waiting for anybody or anything. */
  boolean neverWaits(Request request) {
    if (project(request) == null
        || !RequestBody.hasNone(request)
        || !guard.decidesAtOnce(request)) {
      return false;
    }
    try {
      return prepared.containsKey(wanted(request));
    } catch (ApiException | InvalidParameterException e) {
      return false;
    }
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String project = project(request);
    if (project == null) {
      return super.handle(request, response, callback);
    }
    Metrics.route(request, PATH);
    Representation answer;
    try {
      guard.admit(request, Action.GET_IMPORT_TEMPLATE, project, ApiError.FORBIDDEN);
      ProjectId.check(project);
      answer =
          prepared
              .computeIfAbsent(wanted(request), this::prepare)
              .accepted(AcceptHeader.parse(request.getHeaders().getValuesList(HttpHeader.ACCEPT)));
    } catch (RuntimeException | Error e) {
      failures.answer(request, response, callback, e);
      return true;
    }
    answer.send(request, response, callback);
    return true;
  }

  /** Null unless it is a download. */
  private static @Nullable String project(Request request) {
    String path = request.getHttpURI().getPath();
    int end = path.length() - AFTER.length();
    if (end <= BEFORE.length()
        || !path.startsWith(BEFORE)
        || !path.endsWith(AFTER)
        || path.indexOf('/', BEFORE.length()) != end
        || !(HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod()))) {
      return null;
    }
    // As the routes would: a plus sign stands for itself.
    return URLDecoder.decode(
        path.substring(BEFORE.length(), end).replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static TemplateRequest wanted(Request request) {
    QueryString query = new QueryString(request.getHttpURI().getQuery());
    return TemplateRequest.parse(
        query.single(TemplateRequest.LANGUAGE), query.single(TemplateRequest.ACTIVE_TYPE));
  }

  private Representation.Pair prepare(TemplateRequest wanted) {
    return Representation.of(renderTemplate.render(wanted));
  }
}
