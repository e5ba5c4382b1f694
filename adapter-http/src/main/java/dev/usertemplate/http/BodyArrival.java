package dev.usertemplate.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * A body on its way: it is read as it comes, occupies no thread in between, and has to arrive in
 * time. Exactly one of {@link #arrived}, {@link #broke} and {@link #late} is called, once.
 */
abstract class BodyArrival implements Runnable {
  final Request request;
  final Response response;
  final Callback callback;

  private final long begun = System.nanoTime();
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicLong length = new AtomicLong();
  private volatile Scheduler.@Nullable Task deadline;

  BodyArrival(Request request, Response response, Callback callback) {
    this.request = request;
    this.response = response;
    this.callback = callback;
  }

  /**
   * Takes the next bytes.
   *
   * @return whether more are wanted
   * @throws IOException if they can't be kept; goes on to {@link #broke}
   */
  abstract boolean take(ByteBuffer bytes) throws IOException;

  /** How long a body may take of which so many bytes have come. */
  abstract Duration time(long bytes);

  /** It is over, whatever comes next; called first. */
  void ended() {}

  /**
   * No more is to be read.
   *
   * @param whole whether it came to its end
   */
  abstract void arrived(boolean whole);

  /** The caller hung up, fell silent or made a mistake, or the bytes could not be kept. */
  abstract void broke(Throwable failure);

  /** It took too long. */
  abstract void late();

  final void begin() {
    look();
    run();
  }

  /** Lets the next handler go on with the request. */
  final void goOn(Request.@Nullable Handler next) {
    LogContext.begin(request);
    try {
      if (next == null || !next.handle(request, response, callback)) {
        Response.writeError(request, response, callback, 404);
      }
    } catch (Throwable e) {
      Response.writeError(request, response, callback, e);
    } finally {
      LogContext.end();
    }
  }

  /** How many bytes have come. */
  final long length() {
    return length.get();
  }

  /** How long it has taken until now. */
  final Duration taken() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** Called again whenever there is more of it. */
  @Override
  public final void run() {
    while (!over.get()) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this);
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        breakOff(chunk.getFailure());
        return;
      }
      boolean last = chunk.isLast();
      if (!take(chunk) || last) {
        if (end()) {
          arrived(last);
        }
        return;
      }
    }
  }

  private boolean take(Content.Chunk chunk) {
    try {
      ByteBuffer bytes = chunk.getByteBuffer();
      length.addAndGet(bytes.remaining());
      return take(bytes);
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      breakOff(e);
      return false;
    } finally {
      chunk.release();
    }
  }

  private void breakOff(Throwable failure) {
    if (end()) {
      broke(failure);
    }
  }

  /**
   * Whatever happens, the request has an end: on the timer's thread nobody else would see to it.
   */
  private void look() {
    try {
      endIfLate();
    } catch (RuntimeException | OutOfMemoryError e) {
      end();
      callback.failed(e);
    }
  }

  /** Ends what is late; looks again when it could be, since what has come gives more time. */
  private void endIfLate() {
    if (over.get()) {
      return;
    }
    Duration left = time(length()).minus(taken());
    if (!left.isNegative() && !left.isZero()) {
      deadline =
          request
              .getComponents()
              .getScheduler()
              .schedule(this::look, left.toMillis() + 1, TimeUnit.MILLISECONDS);
    } else if (end()) {
      late();
    }
  }

  /** Whether it is now that it ends; nobody answers twice. */
  private boolean end() {
    boolean now = over.compareAndSet(false, true);
    Scheduler.Task task = deadline;
    if (now && task != null) {
      task.cancel();
    }
    if (now) {
      ended();
    }
    return now;
  }
}
