package dev.usertemplate.http;

import dev.usertemplate.core.access.Action;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;

/** Every path that the server knows, and what it takes to be let in there. */
final class Routes {
  private final TemplateDownload download;
  private final WorkbookCheck check;
  private final Guard guard;

  Routes(TemplateDownload download, WorkbookCheck check, Guard guard) {
    this.download = download;
    this.check = check;
    this.guard = guard;
  }

  void add(RoutesConfig routes) {
    Handler guarded = guard.protect(Action.GET_IMPORT_TEMPLATE, ApiError.FORBIDDEN, download);
    routes.get(TemplateDownload.PATH, guarded);
    routes.head(TemplateDownload.PATH, guarded);
    routes.post(WorkbookCheck.PATH, guard.protect(Action.IMPORT_USER, ApiError.FORBIDDEN, check));
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
