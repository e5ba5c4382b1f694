package dev.usertemplate.http;

import static dev.usertemplate.http.TestServer.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandOverTest {
  private static final String REQUEST = "GET %s HTTP/1.1\r\nHost: h\r\n%s\r\n";

  @Test
  void many_requests_sent_at_once_on_one_connection_are_all_answered_in_their_order() {
    try (TestServer server = new TestServer()) {
      String pair =
          REQUEST.formatted(PATH + "?language=zh_CN", "") + REQUEST.formatted("/nothing", "");
      String last = REQUEST.formatted(PATH, "Connection: close\r\n");

      String answers = server.raw(pair.repeat(100) + last).body();

      List<String> statuses =
          Arrays.stream(answers.split("HTTP/1.1 ", -1))
              .map(answer -> answer.substring(0, Math.min(3, answer.length())))
              .filter(status -> status.matches("[0-9]{3}"))
              .toList();
      // The first answer of all is taken apart already.
      assertThat(String.join(" ", statuses)).isEqualTo("404 200 ".repeat(100).strip());
      assertThat(answers.split("ZH_CN", -1)).hasSize(101);
      assertThat(answers.split("APIGW.0101", -1)).hasSize(101);
    }
  }

  @Test
  void who_asks_for_downloads_and_reads_none_keeps_nobody_else_waiting() throws IOException {
    try (TestServer server = new TestServer(new LargeTemplateRenderer())) {
      // From the second one on it is answered by the thread that reads.
      assertThat(server.get(PATH).statusCode()).isEqualTo(200);
      try (Socket one = silent(server);
          Socket other = silent(server);
          Socket third = silent(server)) {
        server.awaitRequests(3);
        HttpResponse<byte[]> answer = server.get(PATH);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).hasSize(LargeTemplateRenderer.SIZE);
        assertThat(server.metric("http_server_requests_active")).as("not yet over").isEqualTo(3);
        assertThat(List.of(one, other, third)).noneMatch(Socket::isClosed);
      }
    }
  }

  /** A caller with many requests under way, who reads no answer. */
  private static Socket silent(TestServer server) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    OutputStream out = socket.getOutputStream();
    out.write(REQUEST.formatted(PATH, "").repeat(40).getBytes(StandardCharsets.US_ASCII));
    out.flush();
    return socket;
  }
}
