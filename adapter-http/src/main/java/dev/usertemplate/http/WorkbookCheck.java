package dev.usertemplate.http;

import dev.usertemplate.core.check.CheckOptions;
import dev.usertemplate.core.check.CheckReport;
import dev.usertemplate.core.check.CheckUsers;
import dev.usertemplate.core.check.HandBack;
import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.template.Template;
import dev.usertemplate.core.template.TemplateRequest;
import dev.usertemplate.core.workbook.Limits;
import dev.usertemplate.core.workbook.UnreadableWorkbookException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import jakarta.servlet.http.HttpServletRequest;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import tools.jackson.core.exc.JacksonIOException;

/** Checks a filled workbook: answers the report, or the workbook with the mistakes marked. */
final class WorkbookCheck implements Handler {
  static final String PATH = "/v2/{project_id}/users/template/check";

  /** How long an answer may be, in bytes: more than the largest report there is. */
  static final long MAX_ANSWER = 64 * 1024 * 1024;

  // Asked for as the header: the web server fails on a charset that does not exist.
  private static final String CONTENT_TYPE = "Content-Type";

  private static final String JSON = "application/json";

  private static final List<String> WORKBOOKS =
      List.of(
          Template.MEDIA_TYPE.toLowerCase(Locale.ROOT),
          "application/vnd.ms-excel.sheet.macroenabled.12",
          "application/octet-stream");

  static final Failure FULL =
      new Failure(
          ApiError.UNAVAILABLE,
          "The server checks as many workbooks as it can at once; send it again in a moment.",
          Map.of("Retry-After", "2"));

  private final CheckUsers checkUsers;
  private final Limits limits;
  private final Metrics metrics;
  private final Semaphore places;

  /**
   * The operation.
   *
   * @param limits how much of a workbook is taken
   * @param maxChecks workbooks that are checked at once; more are told to come back
   */
  WorkbookCheck(CheckUsers checkUsers, Limits limits, int maxChecks, Metrics metrics) {
    this.checkUsers = checkUsers;
    this.limits = limits;
    this.metrics = metrics;
    this.places = new Semaphore(maxChecks);
  }

  @Override
  public void handle(Context context) throws IOException {
    ProjectId.check(context.pathParam(ProjectId.NAME));
    CheckOptions options = options(new QueryString(context.queryString()));
    HttpServletRequest request = context.req();
    String type = mediaType(request);
    Upload upload = Objects.requireNonNull(Upload.of(Guard.request(context)));
    SpooledFile answer = answer(context, options, type, upload);
    context.res().setHeader("Cache-Control", "no-store");
    context.res().setHeader("Vary", "Accept");
    context.res().setHeader("X-Content-Type-Options", "nosniff");
    context.future(() -> FileDelivery.start(context.res(), answer));
  }

  private CheckOptions options(QueryString query) {
    return CheckOptions.parse(
            query.single(TemplateRequest.LANGUAGE),
            query.single(TemplateRequest.ACTIVE_TYPE),
            query.single(CheckOptions.STRICT),
            query.single(CheckOptions.ACTIVE_DIRECTORY))
        .withLimits(limits);
  }

  /** Of the body, in lower case and without parameters; a body without one is a workbook. */
  private static String mediaType(HttpServletRequest request) {
    String type = Objects.requireNonNullElse(request.getHeader(CONTENT_TYPE), WORKBOOKS.get(0));
    String name = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    String encoding = request.getHeader("Content-Encoding");
    boolean known = WORKBOOKS.contains(name) || name.equals(FormFile.MEDIA_TYPE);
    boolean packed = encoding != null && !encoding.equalsIgnoreCase("identity");
    if (!known || packed) {
      throw new ApiException(
          ApiError.UNSUPPORTED_MEDIA_TYPE,
          "Send the workbook itself, not compressed, as %s or %s; or as the part %s of %s."
              .formatted(
                  Template.MEDIA_TYPE, WORKBOOKS.get(2), FormFile.PART, FormFile.MEDIA_TYPE));
    }
    return name;
  }

  private SpooledFile answer(Context context, CheckOptions options, String type, Upload upload)
      throws IOException {
    if (!places.tryAcquire()) {
      throw new ApiException(FULL);
    }
    CheckWatch watch = new CheckWatch(upload, CheckWatch.MOST);
    try {
      SpooledFile workbook = upload.body();
      if (type.equals(FormFile.MEDIA_TYPE)) {
        workbook = upload.file(upload.body().length());
        FormFile.copy(context.req().getHeader(CONTENT_TYPE), upload.body(), workbook, watch);
        upload.body().close();
      }
      CheckReport report = checkUsers.check(watch.over(workbook), options, watch);
      metrics.checked(report);
      return AcceptHeader.parse(Collections.list(context.req().getHeaders("Accept")))
              .prefers(Template.MEDIA_TYPE, JSON)
          ? marked(context, options, report, watch.over(workbook), watch)
          : report(context, report, watch);
    } catch (UnreadableWorkbookException e) {
      metrics.unreadable();
      throw unreadable(e, Objects.requireNonNullElse(options.language(), Language.EN_US));
    } catch (SpooledFile.Full e) {
      throw new ApiException(
          ApiError.BODY_TOO_LARGE,
          "The answer would have more than %s bytes; check the workbook in parts."
              .formatted(MAX_ANSWER));
    } catch (IOException e) {
      // A broken workbook has an exception of its own: what fails here is a temporary file.
      String id = String.valueOf(context.res().getHeader(RequestIds.HEADER));
      throw new ApiException(watch.failure().orElseGet(() -> Uploads.noRoom(id, e)));
    } finally {
      places.release();
    }
  }

  private SpooledFile report(Context context, CheckReport report, CheckWatch watch)
      throws IOException {
    SpooledFile answer = watch.upload().file(MAX_ANSWER);
    try (OutputStream out = new BufferedOutputStream(watch.over(answer.out()), 64 * 1024)) {
      Json.MAPPER.writeValue(out, report.document());
    } catch (JacksonIOException e) {
      throw e.getCause();
    }
    context.res().setContentType(JSON);
    return answer;
  }

  private SpooledFile marked(
      Context context,
      CheckOptions options,
      CheckReport report,
      SeekableByteChannel file,
      CheckWatch watch)
      throws IOException {
    SpooledFile answer = watch.upload().file(MAX_ANSWER);
    HandBack handBack;
    try (OutputStream out = new BufferedOutputStream(watch.over(answer.out()), 64 * 1024)) {
      handBack = checkUsers.handBack(file, options, report, out);
    }
    context.res().setContentType(Template.MEDIA_TYPE);
    context.res().setHeader("Content-Disposition", Attachment.named(fileName(handBack)));
    return answer;
  }

  private static String fileName(HandBack handBack) {
    return switch (handBack) {
      case MARKED -> "user-template-checked.xlsx";
      case REJECTED_ROWS -> "user-template-rejected.xlsx";
    };
  }

  private static ApiException unreadable(UnreadableWorkbookException e, Language language) {
    return new ApiException(
        e.problem() == UnreadableWorkbookException.Problem.TOO_LARGE
            ? ApiError.BODY_TOO_LARGE
            : ApiError.INVALID_PARAMETER,
        e.message(language));
  }
}
