package dev.usertemplate.http;

import static dev.usertemplate.http.WorkbookCheckTest.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class UploadSecretsTest {
  /** No part of it stands anywhere else. */
  private static final String SECRET = "Zyxwv98765";

  @TempDir Path folder;

  @Test
  void a_password_is_in_no_log_and_in_no_report() throws Exception {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    Logger ours = (Logger) LoggerFactory.getLogger("dev.usertemplate");
    log.start();
    // As the server's own configuration has them with --log-level debug.
    root.setLevel(Level.WARN);
    ours.setLevel(Level.DEBUG);
    root.addAppender(log);
    List<String> answers = new ArrayList<>();
    try {
      call(answers);
    } finally {
      root.detachAppender(log);
      ours.setLevel(Level.INFO);
      root.setLevel(Level.OFF);
    }
    assertThat(answers).isNotEmpty().noneMatch(UploadSecretsTest::tells);
    assertThat(log.list).isNotEmpty();
    assertThat(new ArrayList<>(log.list).stream().map(UploadSecretsTest::text))
        .noneMatch(UploadSecretsTest::tells);
  }

  private void call(List<String> answers) throws Exception {
    Map<Setting, String> settings =
        Map.of(Setting.ACCESS_LOG, "true", Setting.SPOOL_FOLDER, folder.toString());
    try (TestServer server = new TestServer(settings)) {
      for (byte[] body : bodies()) {
        for (String query : List.of("", "?strict=true", "?active_type=USER_ACTIVATE")) {
          answers.add(report(server, query, body));
          answers.add(
              report(
                  server,
                  query,
                  FormFileTest.body(FormFileTest.part("file", body)),
                  "Content-Type",
                  "multipart/form-data; boundary=b"));
        }
      }
      try (Socket leaving = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
        String start =
            "POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n%s".formatted(PATH, SECRET);
        leaving.getOutputStream().write(start.getBytes(StandardCharsets.US_ASCII));
        SpoolFolder.awaitOpen(folder, 1);
      }
      SpoolFolder.awaitEmpty(folder);
    }
  }

  private static String report(TestServer server, String query, byte[] body, String... headers) {
    HttpResponse<byte[]> answer = server.post(PATH + query, body, headers);
    return Answers.text(answer);
  }

  /** Good and bad passwords, and files that are broken in several ways. */
  private static List<byte[]> bodies() {
    List<byte[]> bodies = new ArrayList<>();
    for (String password :
        List.of(SECRET, " " + SECRET + " ", SECRET.repeat(5), SECRET + "\u3000\u200B")) {
      byte[] workbook = Workbooks.withPassword("alice", password);
      bodies.add(workbook);
      bodies.add(Workbooks.withPassword("not a name", password));
      bodies.add(Arrays.copyOf(workbook, workbook.length - 30));
      bodies.add(Arrays.copyOf(workbook, workbook.length / 2));
    }
    bodies.add(("user_name,password\nalice," + SECRET).getBytes(StandardCharsets.UTF_8));
    return bodies;
  }

  private static boolean tells(String text) {
    return text.contains(SECRET.substring(0, 6)) || text.contains(SECRET.substring(4));
  }

  private static String text(ILoggingEvent event) {
    return event.getFormattedMessage()
        + event.getKeyValuePairs()
        + (event.getThrowableProxy() == null
            ? ""
            : ThrowableProxyUtil.asString(event.getThrowableProxy()));
  }
}
