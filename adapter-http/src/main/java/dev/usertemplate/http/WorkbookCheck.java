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
import jakarta.servlet.http.HttpServletResponse;
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
import tools.jackson.core.JacksonException;

/**
 * Checks a filled workbook: answers the report, the workbook with the mistakes marked, or the users
 * as bodies of calls that create them.
 */
final class WorkbookCheck implements Handler {
  static final String PATH = "/v2/{project_id}/users/template/check";

  /** Of the operation that answers the users. */
  static final String REQUESTS_PATH = "/v2/{project_id}/users/template/requests";

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
    handle(context, this::reportOrMarked);
  }

  /** The operation that answers the users, under the same limits. */
  Handler requests() {
    return context -> {
      boolean validOnly = UserRequests.validOnly(new QueryString(context.queryString()));
      handle(context, checked -> requests(checked, validOnly));
    };
  }

  private void handle(Context context, Outcome outcome) throws IOException {
    ProjectId.check(context.pathParam(ProjectId.NAME));
    CheckOptions options = options(new QueryString(context.queryString()));
    HttpServletRequest request = context.req();
    String type = mediaType(request);
    Upload upload = Objects.requireNonNull(Upload.of(Guard.request(context)));
    SpooledFile answer = answer(context, options, type, upload, outcome);
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

  private SpooledFile answer(
      Context context, CheckOptions options, String type, Upload upload, Outcome outcome)
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
      return outcome.of(new Checked(context, options, report, watch.over(workbook), watch));
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

  private SpooledFile reportOrMarked(Checked checked) throws IOException {
    return AcceptHeader.parse(Collections.list(checked.context.req().getHeaders("Accept")))
            .prefers(Template.MEDIA_TYPE, JSON)
        ? marked(checked)
        : report(checked);
  }

  private SpooledFile report(Checked checked) throws IOException {
    checked.context.res().setContentType(JSON);
    return checked.answer(out -> Json.MAPPER.writeValue(out, checked.report.document()));
  }

  private SpooledFile marked(Checked checked) throws IOException {
    HttpServletResponse response = checked.context.res();
    response.setContentType(Template.MEDIA_TYPE);
    return checked.answer(
        out -> {
          HandBack handBack =
              checkUsers.handBack(checked.file, checked.options, checked.report, out);
          response.setHeader("Content-Disposition", Attachment.named(fileName(handBack)));
        });
  }

  private SpooledFile requests(Checked checked, boolean validOnly) throws IOException {
    HttpServletResponse response = checked.context.res();
    response.setContentType(JSON);
    response.setHeader("Content-Disposition", Attachment.named(UserRequests.FILE_NAME));
    UserRequests requests = new UserRequests(checkUsers, checked.options, validOnly);
    return checked.answer(out -> requests.write(checked.file, checked.report, out));
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

  /** What an operation answers once the workbook is checked. */
  @FunctionalInterface
  private interface Outcome {
    SpooledFile of(Checked checked) throws IOException;
  }

  /** Writes an answer. */
  @FunctionalInterface
  private interface Writing {
    void to(OutputStream out) throws IOException;
  }

  /**
   * A workbook that is checked.
   *
   * @param file the workbook, to be read again
   */
  private record Checked(
      Context context,
      CheckOptions options,
      CheckReport report,
      SeekableByteChannel file,
      CheckWatch watch) {

    /** A file with what is written. */
    SpooledFile answer(Writing writing) throws IOException {
      SpooledFile answer = watch.upload().file(MAX_ANSWER);
      try (OutputStream out = new BufferedOutputStream(watch.over(answer.out()), 64 * 1024)) {
        writing.to(out);
      } catch (JacksonException e) {
        throw Json.failureOf(e);
      }
      return answer;
    }
  }
}
