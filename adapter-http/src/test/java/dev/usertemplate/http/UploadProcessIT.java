package dev.usertemplate.http;

import static dev.usertemplate.http.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.RequiredProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads to the packaged server. */
@Tag("any-jdk")
class UploadProcessIT {
  private static final byte[] WORKBOOK = Workbooks.large(3, 3_000_000);

  @TempDir Path folder;

  @Test
  void a_killed_server_leaves_nothing_behind() throws Exception {
    String setting = "--spool-folder=" + folder;
    try (ServerProcess server = ServerProcess.start(Map.of(), "--port=0", setting)) {
      URI uri = server.awaitListening();
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), uri.getPort())) {
        String head =
            "POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n\r\n"
                .formatted(WorkbookCheckTest.PATH);
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(new byte[1_000_000]);
        awaitOpen(server, 1);
        server.signal("KILL");
        server.awaitExit();
      }
    }
    assertThat(SpoolFolder.names(folder)).isEmpty();
    try (ServerProcess again = ServerProcess.start(Map.of(), "--port=0", setting)) {
      HttpResponse<String> answer = upload(again.awaitListening());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.body()).contains("\"users\":3");
      assertThat(again.surprises()).isEmpty();
    }
    assertThat(SpoolFolder.names(folder)).isEmpty();
  }

  @Test
  void a_disk_that_is_full_is_a_clean_failure() throws Exception {
    RequiredProgram.need("sh");
    String setting = "--spool-folder=" + folder;
    try (ServerProcess server = ServerProcess.startWithShortFiles(2048, "--port=0", setting)) {
      URI uri = server.awaitListening();
      for (int i = 0; i < 3; i++) {
        HttpResponse<String> answer = upload(uri);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.body()).contains("WKS.00050902", "no room");
        assertThat(answer.headers().firstValue("Retry-After")).contains("30");
      }
      assertThat(server.stderr()).contains("cannot write to the folder for uploads");
      awaitOpen(server, 0);
    }
    assertThat(SpoolFolder.names(folder)).isEmpty();
  }

  private void awaitOpen(ServerProcess server, long files) {
    await("open files of the server")
        .until(() -> SpoolFolder.open(folder, Long.toString(server.pid())) == files);
  }

  private static HttpResponse<String> upload(URI server) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(server.resolve(WorkbookCheckTest.PATH))
                .POST(HttpRequest.BodyPublishers.ofByteArray(WORKBOOK))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
