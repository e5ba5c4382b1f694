package dev.usertemplate.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Reads the body before the request is answered, also where nothing here takes one: a signature
 * covers it, and the connection would else be closed as soon as the answer is out, under a caller
 * who still writes, or who has been told that it stays open.
 */
final class RequestBody implements Handler {
  /** How much of a body is kept, in bytes: all that requests here need, and more. */
  static final int KEPT = 64 * 1024;

  /** How much is read, in bytes; after a longer body the connection is closed, and we say so. */
  static final int LIMIT = 1024 * 1024;

  private static final String ATTRIBUTE = RequestBody.class.getName();
  private static final String CONNECTION = "Connection";
  private static final String CLOSE = "close";
  private static final byte[] NONE = new byte[0];

  @Override
  public void handle(Context context) {
    if (context.req().getContentLengthLong() <= 0 && context.header("Transfer-Encoding") == null) {
      return;
    }
    try {
      ServletInputStream body = context.req().getInputStream();
      byte[] kept = body.readNBytes(KEPT + 1);
      context.req().setAttribute(ATTRIBUTE, kept);
      body.skip(LIMIT - kept.length);
      if (body.isFinished() || body.read() < 0) {
        return;
      }
    } catch (IOException e) {
      // The caller hung up, fell silent or made a mistake; who needs the body says so.
      context.req().setAttribute(ATTRIBUTE, e);
    }
    leaveOn(context.res());
  }

  /**
   * The body; empty when there is none.
   *
   * @throws ApiException if it is longer than what is kept, or did not arrive as a whole
   */
  static byte[] of(HttpServletRequest request) {
    Object body = request.getAttribute(ATTRIBUTE);
    if (body instanceof IOException) {
      throw new ApiException(
          ApiError.INVALID_PARAMETER, "The body did not arrive; send the request again.");
    }
    byte[] bytes = body instanceof byte[] kept ? kept : NONE;
    if (bytes.length > KEPT) {
      throw new ApiException(
          ApiError.BODY_TOO_LARGE, "The body may have %s bytes.".formatted(KEPT));
    }
    return bytes;
  }

  /** Says that the connection ends with this answer. */
  static void leaveOn(HttpServletResponse response) {
    response.setHeader(CONNECTION, CLOSE);
  }

  /** Whether the answer says that the connection ends with it. */
  static boolean isLeftOn(HttpServletResponse response) {
    return CLOSE.equals(response.getHeader(CONNECTION));
  }
}
