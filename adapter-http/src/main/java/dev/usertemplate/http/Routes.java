package dev.usertemplate.http;

import dev.usertemplate.core.access.Action;
import dev.usertemplate.core.template.RenderTemplate;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;

/** Every path that the server knows, and what it takes to be let in there. */
final class Routes {
  private final RenderTemplate renderTemplate;
  private final Guard guard;

  Routes(RenderTemplate renderTemplate, Guard guard) {
    this.renderTemplate = renderTemplate;
    this.guard = guard;
  }

  void add(RoutesConfig routes) {
    Handler download =
        guard.protect(
            Action.GET_IMPORT_TEMPLATE, ApiError.FORBIDDEN, new TemplateDownload(renderTemplate));
    routes.get(TemplateDownload.PATH, download);
    routes.head(TemplateDownload.PATH, download);
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
