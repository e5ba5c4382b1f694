package dev.usertemplate.http;

import dev.usertemplate.http.signature.SignedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.eclipse.jetty.util.Attributes;
import org.jspecify.annotations.Nullable;

/** A large body that has arrived, and the temporary files that its request needs. */
final class Upload implements SignedRequest.Body, AutoCloseable {
  private static final String ATTRIBUTE = Upload.class.getName();
  private static final Object UNREAD = new Object();

  private final Spool spool;
  private final Deque<SpooledFile> files = new ConcurrentLinkedDeque<>();
  private final SpooledFile body;
  private volatile boolean abandoned;

  /**
   * An upload of which nothing has come yet.
   *
   * @param limit how long the body may be, in bytes
   * @throws SpooledFile.Broken if there is no room for it
   */
  Upload(Spool spool, long limit) throws SpooledFile.Broken {
    this.spool = spool;
    this.body = file(limit);
  }

  /** Puts it on its request, where the others find it. */
  void putOn(Attributes request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  /** Whether the request has one, be it read or not. */
  static boolean isOn(Attributes request) {
    return request.getAttribute(ATTRIBUTE) != null;
  }

  /** Notes on a request that it has one that was not read, since it is going to be refused. */
  static void leaveUnread(Attributes request) {
    request.setAttribute(ATTRIBUTE, UNREAD);
  }

  /**
   * Null if the request has none.
   *
   * @throws ApiException if it has one that was not read
   */
  static @Nullable Upload of(Attributes request) {
    Object upload = request.getAttribute(ATTRIBUTE);
    if (upload == UNREAD) {
      // Its credentials were worth nothing when it came, and are worth something now.
      throw new ApiException(
          new Failure(
              ApiError.UNAVAILABLE,
              "The body was not read; send the request again.",
              Map.of("Retry-After", "1")));
    }
    return (Upload) upload;
  }

  /** Notes that nobody waits for the answer to the request any more, if it has an upload. */
  static void abandonOn(Attributes request) {
    if (request.getAttribute(ATTRIBUTE) instanceof Upload upload) {
      upload.abandon();
    }
  }

  /** What was sent. */
  SpooledFile body() {
    return body;
  }

  /** A further file, which is there as long as the request. */
  SpooledFile file(long limit) throws SpooledFile.Broken {
    SpooledFile file = spool.create(limit);
    files.push(file);
    return file;
  }

  /** Notes that nobody waits for the answer any more. */
  void abandon() {
    abandoned = true;
  }

  /** Whether the request is over, or the caller is known to have left. */
  boolean isAbandoned() {
    return abandoned;
  }

  @Override
  public void giveTo(SignedRequest.Sink sink) {
    ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    try {
      long position = 0;
      int read = body.channel().read(buffer, position);
      while (read > 0) {
        sink.take(buffer.array(), read);
        position += read;
        buffer.clear();
        read = body.channel().read(buffer, position);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    // Before its files are gone, so that nobody takes that for a fault of the disk.
    abandoned = true;
    for (SpooledFile file = files.poll(); file != null; file = files.poll()) {
      file.close();
    }
  }
}
