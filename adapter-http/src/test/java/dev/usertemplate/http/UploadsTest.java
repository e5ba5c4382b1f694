package dev.usertemplate.http;

import static dev.usertemplate.http.Answers.assertError;
import static dev.usertemplate.http.Answers.json;
import static dev.usertemplate.http.Patience.await;
import static dev.usertemplate.http.TemplateDownloadTest.header;
import static dev.usertemplate.http.WorkbookCheckTest.PATH;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.check.CheckUsers;
import dev.usertemplate.core.workbook.WorkbookFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class UploadsTest {
  private static final int MB = 1024 * 1024;
  private static final byte[] SMALL = Workbooks.withOneMistake();
  private static final byte[] LARGE = Workbooks.large(3, 3 * MB);

  @TempDir Path folder;
  private TestServer server;

  @BeforeEach
  void start() {
    server = new TestServer(settings());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Map<Setting, String> settings() {
    return Map.of(Setting.MAX_UPLOAD, "4", Setting.SPOOL_FOLDER, folder.toString());
  }

  @Test
  void a_large_workbook_is_taken_with_its_length_and_without() throws Exception {
    assertThat(users(server.post(PATH, LARGE))).isEqualTo(3);
    HttpResponse<byte[]> chunked =
        server.send(
            "POST", PATH, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(LARGE)));
    assertThat(users(chunked)).isEqualTo(3);
    HttpResponse<byte[]> form =
        server.post(
            PATH,
            FormFileTest.body(FormFileTest.part("file", LARGE)),
            "Content-Type",
            "multipart/form-data; boundary=b");
    assertThat(users(form)).isEqualTo(3);
    SpoolFolder.awaitEmpty(folder);
  }

  @Test
  void a_workbook_above_the_limit_is_refused_with_its_length_and_without() throws Exception {
    byte[] body = new byte[4 * MB + 1];
    for (int i = 0; i < 40; i++) {
      HttpResponse<byte[]> refused = server.post(PATH, body);
      assertError(refused, 413, "APIGW.0201", "Request entity too large.");
      assertThat(json(refused).get("error_detail").stringValue()).contains("4194304 bytes");
      HttpResponse<byte[]> chunked =
          server.send(
              "POST", PATH, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
      assertError(chunked, 413, "APIGW.0201", "Request entity too large.");
      assertThat(header(chunked, "Cache-Control")).isEqualTo("no-store");
    }
    assertThat(users(server.post(PATH, LARGE))).isEqualTo(3);
    SpoolFolder.awaitEmpty(folder);
  }

  @Test
  void what_is_declared_to_be_too_large_is_refused_before_it_is_sent() {
    RawAnswer answer = server.raw(head("Content-Length: 99999999", "Expect: 100-continue"));
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.header("Connection")).isEqualTo("close");
    RawAnswer withoutAsking = server.first(head("Content-Length: 99999999"));
    assertThat(withoutAsking.status()).isEqualTo(413);
  }

  @Test
  void who_asks_whether_to_go_on_is_told_to() throws Exception {
    try (Socket socket = connect()) {
      OutputStream out = socket.getOutputStream();
      String head = head("Content-Length: " + SMALL.length, "Expect: 100-continue");
      out.write(head.getBytes(US_ASCII));
      String goOn = "HTTP/1.1 100 Continue\r\n\r\n";
      byte[] said = socket.getInputStream().readNBytes(goOn.length());
      assertThat(new String(said, US_ASCII)).isEqualTo(goOn);
      out.write(SMALL);
      byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
      assertThat(new String(status, US_ASCII)).isEqualTo("HTTP/1.1 200");
    }
  }

  @Test
  void the_files_of_uploads_have_no_name_and_are_gone_with_their_callers() throws Exception {
    // More of them than there are places, so that none may be lost.
    for (int round = 0; round < 3; round++) {
      List<Socket> sockets = new ArrayList<>();
      for (int i = 0; i < UploadPlaces.MOST - 2; i++) {
        Socket socket = connectFrom(i / UploadPlaces.MOST_OF_ONE);
        socket.getOutputStream().write(head("Content-Length: 3000000").getBytes(US_ASCII));
        socket.getOutputStream().write(new byte[100_000]);
        sockets.add(socket);
      }
      SpoolFolder.awaitOpen(folder, UploadPlaces.MOST - 2);
      await("names taken away").until(() -> SpoolFolder.names(folder).isEmpty());
      for (int i = 0; i < sockets.size(); i++) {
        if (i % 2 == 0) {
          // Ends with a reset; the others end as if all were said.
          sockets.get(i).setSoLinger(true, 0);
        }
        sockets.get(i).close();
      }
      awaitLetGo();
    }
    assertThat(users(server.post(PATH, LARGE))).isEqualTo(3);
  }

  @Test
  void more_uploads_than_there_are_places_are_told_to_come_back() throws Exception {
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < UploadPlaces.MOST; i++) {
      Socket socket = connectFrom(i / UploadPlaces.MOST_OF_ONE);
      socket.getOutputStream().write(head("Content-Length: 3000000").getBytes(US_ASCII));
      socket.getOutputStream().write('P');
      sockets.add(socket);
    }
    SpoolFolder.awaitOpen(folder, UploadPlaces.MOST);

    HttpResponse<byte[]> refused = server.post(PATH, LARGE);
    assertError(refused, 503, "WKS.00050902", "unavailable");
    assertThat(header(refused, "Retry-After")).isEqualTo("1");
    assertThat(server.get(TestServer.PATH).statusCode()).isEqualTo(200);

    for (Socket socket : sockets) {
      socket.close();
    }
    awaitLetGo();
    assertThat(users(server.post(PATH, LARGE))).isEqualTo(3);
  }

  @Test
  void callers_who_leave_while_they_are_answered_leave_nothing_behind() throws Exception {
    byte[] bad = Workbooks.bad(10_000);
    for (int i = 0; i < UploadPlaces.MOST + 8; i++) {
      try (Socket socket = new Socket()) {
        socket.setReceiveBufferSize(16 * 1024);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        socket.setSoTimeout(60_000);
        socket.getOutputStream().write(head("Content-Length: " + bad.length).getBytes(US_ASCII));
        socket.getOutputStream().write(bad);
        assertThat(socket.getInputStream().read()).isEqualTo('H');
      }
    }
    awaitLetGo();
    assertThat(json(server.post(PATH, bad)).at("/counts/error").intValue()).isEqualTo(10_000);
  }

  @Test
  void callers_who_do_not_read_their_answers_keep_no_check_and_no_request_out() throws Exception {
    byte[] bad = Workbooks.bad(10_000);
    Map<Setting, String> few = new EnumMap<>(settings());
    few.put(Setting.MAX_REQUESTS, "2");
    few.put(Setting.MAX_CHECKS, "1");
    try (TestServer small = new TestServer(few)) {
      List<Socket> silent = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(16 * 1024);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), small.port()));
        socket.setSoTimeout(60_000);
        socket.getOutputStream().write(head("Content-Length: " + bad.length).getBytes(US_ASCII));
        socket.getOutputStream().write(bad);
        assertThat(socket.getInputStream().readNBytes("HTTP/1.1 200".length()))
            .asString(US_ASCII)
            .isEqualTo("HTTP/1.1 200");
        silent.add(socket);
      }
      assertThat(small.post(PATH, SMALL).statusCode()).isEqualTo(200);
      for (Socket socket : silent) {
        socket.close();
      }
    }
    SpoolFolder.awaitEmpty(folder);
  }

  @Test
  void of_many_uploads_at_once_some_are_checked_and_none_hangs() throws Exception {
    CountDownLatch checking = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    WorkbookFormat real = ServiceLoader.load(WorkbookFormat.class).findFirst().orElseThrow();
    CheckUsers slow = new CheckUsers(new Waiting(real, checking, free, () -> {}));
    Map<Setting, String> few = new EnumMap<>(settings());
    few.put(Setting.MAX_CHECKS, "1");
    ExecutorService threads = Executors.newFixedThreadPool(20);
    try (TestServer busy = new TestServer(slow, few)) {
      Future<HttpResponse<byte[]>> first = threads.submit(() -> busy.post(PATH, LARGE));
      assertThat(checking.await(60, TimeUnit.SECONDS)).isTrue();
      List<CompletableFuture<HttpResponse<byte[]>>> others = new ArrayList<>();
      for (int i = 0; i < 19; i++) {
        others.add(CompletableFuture.supplyAsync(() -> busy.post(PATH, SMALL), threads));
      }
      for (CompletableFuture<HttpResponse<byte[]>> other : others) {
        HttpResponse<byte[]> refused = other.get(60, TimeUnit.SECONDS);
        assertError(refused, 503, "WKS.00050902", "unavailable");
        assertThat(header(refused, "Retry-After")).isEqualTo("2");
      }
      free.countDown();
      assertThat(users(first.get(60, TimeUnit.SECONDS))).isEqualTo(3);
      await("a place").until(() -> busy.post(PATH, SMALL).statusCode() == 200);
    } finally {
      free.countDown();
      threads.shutdownNow();
    }
    SpoolFolder.awaitEmpty(folder);
  }

  private void awaitLetGo() throws IOException {
    SpoolFolder.awaitEmpty(folder);
    server.awaitUploads(0);
  }

  /** From one of many addresses of this machine: 0 for 127.0.0.2, and so on. */
  private Socket connectFrom(int address) throws IOException {
    InetAddress from = InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) (2 + address)});
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port(), from, 0);
    socket.setSoTimeout(60_000);
    return socket;
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(60_000);
    return socket;
  }

  static String head(String... headers) {
    return "POST %s HTTP/1.1\r\nHost: x\r\n%s\r\n\r\n"
        .formatted(PATH, String.join("\r\n", headers));
  }

  static int users(HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).as(Answers.text(answer)).isEqualTo(200);
    return json(answer).at("/rows/users").intValue();
  }
}
