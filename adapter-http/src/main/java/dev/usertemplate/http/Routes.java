package dev.usertemplate.http;

import dev.usertemplate.core.access.Action;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import java.util.Optional;

/** Every path that the server knows, and what it takes to be let in there. */
final class Routes {
  private final WorkbookCheck check;
  private final Optional<WebPage> page;
  private final Guard guard;

  /**
   * The routes.
   *
   * @param page empty to have none
   */
  Routes(WorkbookCheck check, Optional<WebPage> page, Guard guard) {
    this.check = check;
    this.page = page;
    this.guard = guard;
  }

  void add(RoutesConfig routes) {
    routes.beforeMatched(
        context ->
            Metrics.route(Guard.request(context), context.endpoints().matchedHttpEndpoint().path));
    // Answered before the routes; they are here to tell other methods which ones there are.
    Handler answered = context -> context.status(HttpStatus.NOT_FOUND);
    routes.get(TemplateDownload.PATH, answered);
    routes.head(TemplateDownload.PATH, answered);
    routes.post(WorkbookCheck.PATH, guard.protect(Action.IMPORT_USER, ApiError.FORBIDDEN, check));
    routes.post(
        WorkbookCheck.REQUESTS_PATH,
        guard.protect(Action.IMPORT_USER, ApiError.FORBIDDEN, check.requests()));
    page.ifPresent(open -> open.add(routes));
    ApiDescription.add(routes);
    guard
        .access()
        .ifPresent(
            access ->
                routes.post(
                    MessageDecoding.PATH,
                    guard.protect(
                        Action.DECODE_AUTHORIZATION_MESSAGE,
                        ApiError.DECODING_FORBIDDEN,
                        new MessageDecoding(access))));
  }
}
