package dev.usertemplate.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Reads the body that a caller sends although nothing here takes one, before the request is
 * answered. Else the connection would be closed as soon as the answer is out, under a caller who
 * still writes, or who has been told that it stays open.
 */
final class UnreadBody implements Handler {
  /** How much is read, in bytes; after a longer body the connection is closed, and we say so. */
  static final int LIMIT = 1024 * 1024;

  private static final String CONNECTION = "Connection";
  private static final String CLOSE = "close";

  @Override
  public void handle(Context context) {
    if (context.req().getContentLengthLong() <= 0 && context.header("Transfer-Encoding") == null) {
      return;
    }
    try {
      ServletInputStream body = context.req().getInputStream();
      body.skip(LIMIT);
      if (body.isFinished() || body.read() < 0) {
        return;
      }
    } catch (IOException e) {
      // The caller hung up, fell silent or made a mistake; the answer does not depend on it.
    }
    leaveOn(context.res());
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
