package dev.usertemplate.http;

import dev.usertemplate.core.template.InvalidParameterException;
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
import java.util.regex.Pattern;

/** The operation itself: parameters in, workbook out. Answers GET and HEAD. */
final class TemplateDownload implements Handler {
  static final String PATH = "/v2/{project_id}/users/template/download";

  /**
   * What a caller gets who does not accept the workbook's own type. It is the type whose body every
   * SDK hands over as it is; refusing instead (406) would lock out those that ask for JSON always.
   */
  private static final String OCTET_STREAM = "application/octet-stream";

  private static final Pattern PROJECT_ID = Pattern.compile("[A-Za-z0-9_-]{1,255}");

  private final RenderTemplate renderTemplate;

  TemplateDownload(RenderTemplate renderTemplate) {
    this.renderTemplate = renderTemplate;
  }

  @Override
  public void handle(Context context) throws IOException {
    checkProjectId(context.pathParam("project_id"));
    QueryString query = new QueryString(context.queryString());
    Template template =
        renderTemplate.render(
            TemplateRequest.parse(
                query.single(TemplateRequest.LANGUAGE), query.single(TemplateRequest.ACTIVE_TYPE)));
    answer(template, context.req(), context.res());
  }

  private static void checkProjectId(String projectId) {
    if (!PROJECT_ID.matcher(projectId).matches()) {
      throw new InvalidParameterException(
          "project_id", projectId, "1 to 255 letters, digits, '_' and '-'");
    }
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
    response.setHeader("Content-Disposition", attachment(template.fileName()));
    if (!request.getMethod().equals("HEAD")) {
      template.writeTo(response.getOutputStream());
    }
  }

  /** Both forms of the name (RFC 6266): it is ASCII without quotes, so neither needs an escape. */
  private static String attachment(String fileName) {
    return "attachment; filename=\"%1$s\"; filename*=UTF-8''%1$s".formatted(fileName);
  }

  private static List<String> headers(HttpServletRequest request, String name) {
    return Collections.list(request.getHeaders(name));
  }
}
