package dev.usertemplate.http.signature;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A request byte for byte as it came over the wire, to a server that says yes to everything. */
record WireRequest(SignedRequest request, int port) {

  static WireRequest capture(Consumer<String> client) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout(20_000);
      CompletableFuture<WireRequest> captured =
          CompletableFuture.supplyAsync(
              () -> {
                try (Socket socket = server.accept()) {
                  return answer(socket, server.getLocalPort());
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      client.accept("http://127.0.0.1:" + server.getLocalPort());
      return captured.get(20, TimeUnit.SECONDS);
    }
  }

  AuthorizationHeader authorization() {
    return AuthorizationHeader.parse(request.headers().values("authorization").get(0));
  }

  private static WireRequest answer(Socket socket, int port) throws IOException {
    InputStream in = socket.getInputStream();
    String[] head = head(in).split("\r\n", -1);
    TreeMap<String, List<String>> headers = new TreeMap<>();
    for (int i = 1; i < head.length && !head[i].isEmpty(); i++) {
      String[] nameAndValue = head[i].split(":", 2);
      headers
          .computeIfAbsent(nameAndValue[0].toLowerCase(Locale.ROOT), any -> new ArrayList<>())
          .add(nameAndValue[1].trim());
    }
    String length = headers.getOrDefault("content-length", List.of("0")).get(0);
    byte[] body = in.readNBytes(Integer.parseInt(length));
    socket
        .getOutputStream()
        .write(
            "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: 0\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
    String[] line = head[0].split(" ", -1);
    String[] target = line[1].split("\\?", 2);
    return new WireRequest(
        new SignedRequest(
            line[0],
            target[0],
            target.length == 1 ? null : target[1],
            name -> headers.getOrDefault(name, List.of()),
            body),
        port);
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      head.write(in.read());
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }
}
