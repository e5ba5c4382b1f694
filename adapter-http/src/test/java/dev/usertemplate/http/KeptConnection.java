package dev.usertemplate.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.SocketFactory;

/**
 * A caller over one connection that stays open from request to request. It repeats nothing, so that
 * no failure is hidden, as the clients of libraries would.
 */
final class KeptConnection implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;
  private boolean open = true;

  KeptConnection(SocketFactory sockets, int port) throws IOException {
    socket = sockets.createSocket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(60_000);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** Sends exactly these bytes: a request, or a part of one. */
  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /** One answer, which has to say how long it is. */
  RawAnswer read() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("The connection ended after %s bytes".formatted(head.size()));
      }
      head.write(next);
    }
    String text = head.toString(StandardCharsets.ISO_8859_1);
    RawAnswer answer = RawAnswer.parse(text);
    int length = Integer.parseInt(answer.header("Content-Length"));
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("The connection ended in the body");
    }
    open = answer.headers().stream().noneMatch(line -> line.equalsIgnoreCase("Connection: close"));
    return RawAnswer.parse(text + new String(body, StandardCharsets.ISO_8859_1));
  }

  /** Whether the last answer has left it open for another request. */
  boolean isOpen() {
    return open;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
