package dev.usertemplate.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the large bodies of the operations that have some, and lets all other requests pass. A body
 * goes into a temporary file as it comes, occupies neither a thread nor a place among the requests
 * in flight meanwhile, and has to come fast enough. The file is gone when the request is over,
 * however it ends.
 */
final class Uploads extends Handler.Wrapper {
  /** How fast a body has to come in the mean, in bytes a second, once its first time is over. */
  static final int RATE = 64 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);

  private static final Failure LATE =
      new Failure(
          ApiError.INVALID_PARAMETER,
          "The body did not arrive in time: it has to come with %s KiB a second; send it again."
              .formatted(RATE / 1024));

  private static final Failure CUT_OFF =
      new Failure(ApiError.INVALID_PARAMETER, "The body did not arrive as a whole; send it again.");

  private final Map<String, Pattern> paths = new HashMap<>();
  private final Guard guard;
  private final Spool spool;
  private final long limit;
  private final TimeLimits times;
  private final FailureAnswers failures;
  private final Metrics metrics;
  private final UploadPlaces places = new UploadPlaces();

  /**
   * A reader of uploads.
   *
   * @param paths of the operations that take them by POST
   * @param guard is asked whether a body is worth reading
   * @param limit how long a body may be, in bytes
   * @param times how long it may take
   */
  Uploads(
      Handler next,
      Set<String> paths,
      Guard guard,
      Spool spool,
      long limit,
      TimeLimits times,
      FailureAnswers failures,
      Metrics metrics) {
    super(next);
    paths.forEach(
        path -> this.paths.put(path, Pattern.compile(path.replaceAll("\\{\\w+}", "[^/]+"))));
    this.guard = guard;
    this.spool = spool;
    this.limit = limit;
    this.times = times;
    this.failures = failures;
    this.metrics = metrics;
    metrics.gauge(
        "user_template.uploads.active", "Uploads that arrive or are worked on", places::taken);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Optional<String> path = path(request);
    if (path.isEmpty()) {
      return super.handle(request, response, callback);
    }
    Metrics.route(request, path.get());
    if (!guard.isWorthReading(AccessControl.headers(request), Origin.of(request))) {
      Upload.leaveUnread(request);
      RequestBody.leaveOn(response);
      return super.handle(request, response, reading(request, response, callback));
    }
    Optional<Failure> full = places.refusal(Origin.of(request).network());
    if (request.getLength() > limit) {
      refuse(request, response, callback, tooLarge());
    } else if (full.isPresent()) {
      // Now already, for those who ask before they send.
      refuse(request, response, callback, full.get());
    } else {
      Arrival arrival = new Arrival(request, response, callback);
      Request.addCompletionListener(request, failure -> arrival.release());
      request.addFailureListener(failure -> Upload.abandonOn(request));
      InTime.extend(request, time(limit));
      arrival.begin();
    }
    return true;
  }

  /** Of the operation that the request is for; empty if it is none of these. */
  private Optional<String> path(Request request) {
    String requested = request.getHttpURI().getPath();
    return request.getMethod().equals("POST")
        ? paths.entrySet().stream()
            .filter(path -> path.getValue().matcher(requested).matches())
            .map(Map.Entry::getKey)
            .findFirst()
        : Optional.empty();
  }

  /** What is answered, and logged, when the system can't store a temporary file. */
  static Failure noRoom(String requestId, IOException cause) {
    LOG.error(
        "Request {}: cannot write to the folder for uploads or the one for temporary files",
        requestId,
        cause);
    return new Failure(
        ApiError.UNAVAILABLE,
        "The server has no room for the workbook at the moment; send it again later.",
        Map.of("Retry-After", "30"));
  }

  private Failure tooLarge() {
    return new Failure(ApiError.BODY_TOO_LARGE, "The body may have %s bytes.".formatted(limit));
  }

  private void refuse(Request request, Response response, Callback callback, Failure failure) {
    RequestBody.leaveOn(response);
    failures.answer(request, response, reading(request, response, callback), failure);
  }

  private Callback reading(Request request, Response response, Callback callback) {
    return Refusal.before(request, response, callback, times.refused());
  }

  private Duration time(long bytes) {
    return times.upload().plusSeconds(bytes / RATE);
  }

  /** A body that goes into a file, and occupies a place, from its first byte on. */
  private final class Arrival extends BodyArrival {
    private final String network;
    private Optional<Failure> refusal = Optional.empty();
    private @Nullable Upload upload;
    private boolean hasPlace;
    private boolean over;

    Arrival(Request request, Response response, Callback callback) {
      super(request, response, callback);
      this.network = Origin.of(request).network();
    }

    @Override
    boolean take(ByteBuffer bytes) throws IOException {
      Upload file = length() > limit ? null : upload();
      if (file == null) {
        return false;
      }
      file.body().write(bytes);
      return true;
    }

    /** Null if there is no place for it, or the request has ended meanwhile. */
    private synchronized @Nullable Upload upload() throws SpooledFile.Broken {
      if (upload == null && !over) {
        refusal = places.take(network);
        hasPlace = refusal.isEmpty();
        if (hasPlace) {
          upload = new Upload(spool, limit);
          upload.putOn(request);
        }
      }
      return upload;
    }

    private synchronized Optional<Failure> refusal() {
      return length() > limit ? Optional.of(tooLarge()) : refusal;
    }

    private synchronized void drop() {
      if (upload != null) {
        upload.close();
      }
    }

    /** The request is over, however it ended. */
    synchronized void release() {
      over = true;
      drop();
      if (hasPlace) {
        hasPlace = false;
        places.release(network);
      }
    }

    @Override
    Duration time(long bytes) {
      return Uploads.this.time(bytes);
    }

    @Override
    void arrived(boolean whole) {
      Optional<Failure> refused = refusal();
      if (refused.isPresent()) {
        drop();
        refuse(request, response, callback, refused.get());
        return;
      }
      metrics.uploaded(length());
      // From here on it has as long as any other request.
      InTime.extend(request, taken());
      // On a thread of its own: this one may be the one that reads the connection (HTTP/2).
      HandOver.toThread(getHandler(), request, response, callback);
    }

    @Override
    void broke(Throwable failure) {
      drop();
      if (failure instanceof SpooledFile.Broken broken) {
        refuse(request, response, callback, noRoom(RequestIds.of(request), broken));
      } else {
        RequestBody.leaveOn(response);
        failures.answer(request, response, callback, CUT_OFF);
      }
    }

    @Override
    void late() {
      drop();
      RequestBody.leaveOn(response);
      failures.answer(request, response, callback, LATE);
    }
  }
}
