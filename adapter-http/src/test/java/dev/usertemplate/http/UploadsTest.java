package dev.usertemplate.http;

import static dev.usertemplate.http.Answers.assertError;
import static dev.usertemplate.http.Answers.json;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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
import org.junit.jupiter.api.io.TempDir;

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
    RawAnswer withoutAsking = server.raw(head("Content-Length: 99999999"));
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
      awaitOpen(UploadPlaces.MOST - 2);
      assertThat(SpoolFolder.names(folder)).isEmpty();
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
    awaitOpen(UploadPlaces.MOST);

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
        socket.setSoTimeout(20_000);
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
        socket.setSoTimeout(20_000);
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
      assertThat(checking.await(20, TimeUnit.SECONDS)).isTrue();
      List<CompletableFuture<HttpResponse<byte[]>>> others = new ArrayList<>();
      for (int i = 0; i < 19; i++) {
        others.add(CompletableFuture.supplyAsync(() -> busy.post(PATH, SMALL), threads));
      }
      for (CompletableFuture<HttpResponse<byte[]>> other : others) {
        HttpResponse<byte[]> refused = other.get(20, TimeUnit.SECONDS);
        assertError(refused, 503, "WKS.00050902", "unavailable");
        assertThat(header(refused, "Retry-After")).isEqualTo("2");
      }
      free.countDown();
      assertThat(users(first.get(20, TimeUnit.SECONDS))).isEqualTo(3);
      awaitStatus(busy, 200);
    } finally {
      free.countDown();
      threads.shutdownNow();
    }
    SpoolFolder.awaitEmpty(folder);
  }

  @Test
  void an_upload_that_trickles_in_is_ended_and_keeps_nobody_out() throws Exception {
    try (Socket slow = connect()) {
      slow.getOutputStream().write(head("Content-Length: 3000000").getBytes(US_ASCII));
      assertThat(users(server.post(PATH, LARGE))).isEqualTo(3);
      Instant end = Instant.now().plusSeconds(60);
      while (slow.getInputStream().available() == 0) {
        assertThat(Instant.now()).as("it is ended").isBefore(end);
        slow.getOutputStream().write(new byte[500]);
        Thread.sleep(250);
      }
      RawAnswer answer = RawAnswer.parse(readAll(slow));
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).contains("did not arrive in time", "64 KiB");
      assertThat(answer.header("Connection")).isEqualTo("close");
    }
    SpoolFolder.awaitEmpty(folder);
  }

  @Test
  void an_upload_that_lasts_longer_than_that_but_comes_fast_enough_is_taken() throws Exception {
    byte[] body = Workbooks.large(3, 3 * MB + MB / 2);
    try (Socket steady = connect()) {
      steady.setSoTimeout(60_000);
      OutputStream out = steady.getOutputStream();
      out.write(head("Content-Length: " + body.length, "Connection: close").getBytes(US_ASCII));
      int piece = body.length / 48;
      for (int from = 0; from < body.length; from += piece) {
        out.write(body, from, Math.min(piece, body.length - from));
        Thread.sleep(500);
      }
      assertThat(RawAnswer.parse(readAll(steady)).status()).isEqualTo(200);
    }
  }

  @Test
  void when_the_folder_fails_the_caller_is_told_to_come_back() throws Exception {
    try (CapturedLog log = new CapturedLog()) {
      Files.delete(folder);
      HttpResponse<byte[]> answer = server.post(PATH, LARGE);
      assertError(answer, 503, "WKS.00050902", "unavailable");
      assertThat(header(answer, "Retry-After")).isEqualTo("30");
      assertThat(log.events()).hasSize(1);
      assertThat(log.events().get(0).getFormattedMessage()).contains("folder for uploads");
      Files.createDirectory(folder);
      assertThat(users(server.post(PATH, LARGE))).isEqualTo(3);
    }
  }

  private void awaitLetGo() throws Exception {
    SpoolFolder.awaitEmpty(folder);
    server.awaitNoUpload();
  }

  private void awaitOpen(int files) throws Exception {
    Instant end = Instant.now().plusSeconds(20);
    while (SpoolFolder.open(folder) < files) {
      assertThat(Instant.now()).isBefore(end);
      Thread.sleep(20);
    }
  }

  private static void awaitStatus(TestServer server, int status) throws Exception {
    Instant end = Instant.now().plusSeconds(20);
    while (server.post(PATH, SMALL).statusCode() != status) {
      assertThat(Instant.now()).as("places are free again").isBefore(end);
      Thread.sleep(20);
    }
  }

  /** From one of many addresses of this machine: 0 for 127.0.0.2, and so on. */
  private Socket connectFrom(int address) throws IOException {
    InetAddress from = InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) (2 + address)});
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port(), from, 0);
    socket.setSoTimeout(20_000);
    return socket;
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static String head(String... headers) {
    return "POST %s HTTP/1.1\r\nHost: x\r\n%s\r\n\r\n"
        .formatted(PATH, String.join("\r\n", headers));
  }

  private static String readAll(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), US_ASCII);
  }

  private static int users(HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).as(Answers.text(answer)).isEqualTo(200);
    return json(answer).at("/rows/users").intValue();
  }
}
