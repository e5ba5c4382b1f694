package dev.usertemplate.http;

import dev.usertemplate.core.template.RenderTemplate;
import dev.usertemplate.core.template.Template;
import dev.usertemplate.core.template.TemplateRequest;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;

/** The operation itself: parameters in, workbook out. Answers GET and HEAD. */
final class TemplateDownload implements Handler {
  static final String PATH = "/v2/{project_id}/users/template/download";

  /**
   * What a caller gets who does not accept the workbook's own type. It is the type whose body every
   * SDK hands over as it is; refusing instead (406) would lock out those that ask for JSON always.
   */
  private static final String OCTET_STREAM = "application/octet-stream";

  private final RenderTemplate renderTemplate;

  TemplateDownload(RenderTemplate renderTemplate) {
    this.renderTemplate = renderTemplate;
  }

  @Override
  public void handle(Context context) throws IOException {
    ProjectId.check(context);
    QueryString query = new QueryString(context.queryString());
    Template template =
        renderTemplate.render(
            TemplateRequest.parse(
                query.single(TemplateRequest.LANGUAGE), query.single(TemplateRequest.ACTIVE_TYPE)));
    answer(template, context.req(), context.res());
  }

  private static void answer(
      Template template, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean asWorkbook =
        AcceptHeader.parse(headers(request, "Accept")).accepts(Template.MEDIA_TYPE);
    // The same bytes under another type are another representation, which needs its own strong tag.
    EntityTag tag = EntityTag.of(template.sha256() + (asWorkbook ? "" : "-octet-stream"));
    response.setHeader("ETag", tag.value());
    response.setHeader("Cache-Control", "private, no-cache");
    response.setHeader("Vary", "Accept");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setContentLength(template.size());
    if (tag.matches(headers(request, "If-None-Match"))) {
      response.setContentType(null);
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    response.setContentType(asWorkbook ? Template.MEDIA_TYPE : OCTET_STREAM);
    response.setHeader("Content-Disposition", Attachment.named(template.fileName()));
    if (!request.getMethod().equals("HEAD")) {
      template.writeTo(response.getOutputStream());
    }
  }

  private static List<String> headers(HttpServletRequest request, String name) {
    return Collections.list(request.getHeaders(name));
  }
}
