package dev.usertemplate.http;

import static dev.usertemplate.http.UploadsTest.head;
import static dev.usertemplate.http.UploadsTest.users;
import static dev.usertemplate.http.WorkbookCheckTest.PATH;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Uploads that come slowly, to a server that waits for shorter times than others do. */
@Timeout(120)
class SlowUploadsTest {
  private static final int MB = 1024 * 1024;
  private static final byte[] LARGE = Workbooks.large(3, 3 * MB);

  @TempDir Path folder;
  private TestServer server;

  @BeforeEach
  void start() {
    server =
        new TestServer(
            Map.of(Setting.MAX_UPLOAD, "4", Setting.SPOOL_FOLDER, folder.toString()),
            TestServer.IMPATIENT);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void an_upload_that_trickles_in_is_ended_and_keeps_nobody_out() throws Exception {
    try (Socket slow = connect()) {
      slow.getOutputStream().write(head("Content-Length: 3000000").getBytes(US_ASCII));
      assertThat(users(server.post(PATH, LARGE))).isEqualTo(3);
      RawAnswer answer = awaitLate(slow);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).contains("did not arrive in time", "64 KiB");
      assertThat(answer.header("Connection")).isEqualTo("close");
    }
    SpoolFolder.awaitEmpty(folder);
    server.awaitUploads(0);
  }

  @Test
  void an_upload_that_lasts_longer_than_that_but_comes_fast_enough_is_taken() throws Exception {
    // Enough for half a minute more.
    int most = 2 * MB;
    ByteArrayOutputStream begin = new ByteArrayOutputStream();
    begin.writeBytes(
        head("Content-Length: " + LARGE.length, "Connection: close").getBytes(US_ASCII));
    begin.write(LARGE, 0, most);
    try (Socket steady = connect();
        Socket slow = connect()) {
      steady.getOutputStream().write(begin.toByteArray());
      slow.getOutputStream().write(head("Content-Length: 3000000").getBytes(US_ASCII));
      assertThat(awaitLate(slow).status()).isEqualTo(400);
      // So the time of one of which little comes is over for the first one, too.
      steady.getOutputStream().write(Arrays.copyOfRange(LARGE, most, LARGE.length));
      assertThat(RawAnswer.parse(readAll(steady)).status()).isEqualTo(200);
    }
  }

  @Test
  void who_is_refused_and_says_nothing_more_is_left_in_time() {
    // Until the server hangs up.
    RawAnswer answer = server.raw(head("Content-Length: 99999999"));
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.header("Connection")).isEqualTo("close");
  }

  /** Sends a little now and then until that is too slow. */
  private static RawAnswer awaitLate(Socket slow) throws IOException {
    LimitsTest.awaitAnswer(slow, "x".repeat(500));
    return RawAnswer.parse(LimitsTest.readAll(slow));
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(60_000);
    return socket;
  }

  private static String readAll(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), US_ASCII);
  }
}
