package dev.usertemplate.http;

import static dev.usertemplate.http.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.net.SocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three servers, as processes of their own, behind real proxies with the configurations of the
 * docs.
 */
@Order(1)
@Tag("any-jdk")
class ScaleOutIT {
  private static final int DOWNLOADERS = 10;
  private static final int UPLOADERS = 3;
  private static final byte[] WORKBOOK = Workbooks.bad(200);
  private static final byte[] DOWNLOAD = Load.request("GET", TestServer.PATH, new byte[0]);
  private static final byte[] UPLOAD = Load.request("POST", WorkbookCheckTest.PATH, WORKBOOK);

  private static final List<Replica> SERVERS = new ArrayList<>();

  @TempDir static Path spools;
  @TempDir Path folder;

  @BeforeAll
  static void start_three_servers() throws IOException {
    for (int i = 0; i < 3; i++) {
      SERVERS.add(new Replica(spools.resolve("server" + i)));
    }
    for (Replica server : SERVERS) {
      server.awaitListening();
    }
  }

  @BeforeEach
  void start_those_that_were_killed() throws IOException {
    for (Replica server : SERVERS) {
      server.revive();
    }
  }

  @AfterAll
  static void stop_them() throws IOException {
    for (Replica server : SERVERS) {
      server.close();
    }
  }

  @Test
  void behind_haproxy_a_rolling_restart_fails_no_request() throws Exception {
    try (Proxy proxy = Proxy.haproxy(folder, targets());
        Load load = load(proxy)) {
      load.await(500);
      for (int i = 0; i < SERVERS.size(); i++) {
        proxy.awaitState(i, "UP");
        SERVERS.get(i).restart();
        proxy.awaitState(i, "UP");
        load.await(500);
      }
      List<Load.Outcome> outcomes = load.stop();
      assertThat(outcomes).hasSizeGreaterThan(2000).noneMatch(Load.Outcome::isFailure);
    }
  }

  @Test
  void behind_haproxy_a_killed_server_takes_with_it_only_what_it_was_working_on() throws Exception {
    try (Proxy proxy = Proxy.haproxy(folder, targets());
        Load load = load(proxy)) {
      load.await(500);
      proxy.awaitState(1, "UP");
      long before = System.nanoTime();
      SERVERS.get(1).kill();
      long after = System.nanoTime();
      load.await(1000);
      proxy.awaitState(1, "DOWN");
      load.await(500);

      List<Load.Outcome> outcomes = load.stop();
      List<Load.Outcome> lost = outcomes.stream().filter(Load.Outcome::isFailure).toList();
      assertThat(outcomes).hasSizeGreaterThan(2000);
      assertThat(lost)
          .as("requests in flight when the process died")
          .hasSizeLessThanOrEqualTo(DOWNLOADERS + UPLOADERS)
          .allMatch(outcome -> outcome.began() <= after && outcome.ended() >= before);
    }
  }

  @Test
  void of_uploads_under_way_those_at_the_killed_server_are_lost_and_no_other() throws Exception {
    try (Proxy proxy = Proxy.haproxy(folder, targets())) {
      assertOnlyTheUploadsOfTheKilledServerAreLost(proxy);
    }
  }

  @Test
  void behind_nginx_too() throws Exception {
    try (Proxy proxy = Proxy.nginx(folder, targets())) {
      assertOnlyTheUploadsOfTheKilledServerAreLost(proxy);
    }
  }

  @Test
  void behind_nginx_a_rolling_restart_fails_no_request_if_it_is_told_before() throws Exception {
    try (Proxy proxy = Proxy.nginx(folder, targets());
        Load load = new Load(proxy.sockets(), proxy.port())) {
      byte[] expected = workbook();
      // At a reload nginx ends connections that rest, and callers open others.
      String close = "Connection: close";
      load.add(
          4,
          Load.request("GET", TestServer.PATH, new byte[0], close),
          answer -> isWorkbook(answer, expected));
      load.add(
          1, Load.request("POST", WorkbookCheckTest.PATH, WORKBOOK, close), ScaleOutIT::isReport);
      load.await(200);
      for (Replica server : SERVERS) {
        String line = "server 127.0.0.1:%s".formatted(server.port());
        proxy.reload(line, line + " down");
        load.await(100);
        server.restart();
        proxy.reload(line + " down", line);
        load.await(200);
      }
      assertThat(load.stop()).hasSizeGreaterThan(1000).noneMatch(Load.Outcome::isFailure);
    }
  }

  @Test
  void each_server_sends_the_same_bytes_under_the_same_tag() throws Exception {
    for (String query :
        List.of(
            "?language=en_US&active_type=USER_ACTIVATE",
            "?language=en_US&active_type=ADMIN_ACTIVATE",
            "?language=zh_CN&active_type=USER_ACTIVATE",
            "?language=zh_CN&active_type=ADMIN_ACTIVATE")) {
      Set<String> tags = new LinkedHashSet<>();
      Set<List<Byte>> contents = new LinkedHashSet<>();
      for (Replica server : SERVERS) {
        HttpResponse<byte[]> answer = get(server.uri(), query);
        assertThat(answer.statusCode()).isEqualTo(200);
        tags.add(answer.headers().firstValue("ETag").orElseThrow());
        contents.add(boxed(answer.body()));
      }
      assertThat(tags).hasSize(1);
      assertThat(contents).hasSize(1);

      String tag = tags.iterator().next();
      for (Replica server : SERVERS) {
        assertThat(get(server.uri(), query, "If-None-Match", tag).statusCode()).isEqualTo(304);
      }
    }
  }

  private List<Proxy.Target> targets() {
    return SERVERS.stream().map(Replica::target).toList();
  }

  private Load load(Proxy proxy) throws Exception {
    byte[] expected = workbook();
    Load load = new Load(proxy.sockets(), proxy.port());
    load.add(DOWNLOADERS, DOWNLOAD, answer -> isWorkbook(answer, expected));
    load.add(UPLOADERS, UPLOAD, ScaleOutIT::isReport);
    return load;
  }

  /**
   * Uploads that are half sent when one of the servers is killed. How many each server has is known
   * exactly: each has its own folder for them.
   */
  private void assertOnlyTheUploadsOfTheKilledServerAreLost(Proxy proxy) throws Exception {
    SocketFactory sockets = proxy.sockets();
    int half = UPLOAD.length / 2;
    List<KeptConnection> callers = new ArrayList<>();
    try {
      for (int i = 0; i < 6; i++) {
        KeptConnection caller = new KeptConnection(sockets, proxy.port());
        callers.add(caller);
        caller.send(Arrays.copyOf(UPLOAD, half));
        awaitUploads(i + 1);
      }
      long dying = SERVERS.get(1).uploads();
      assertThat(dying).isPositive();
      SERVERS.get(1).kill();

      long lost = 0;
      for (KeptConnection caller : callers) {
        lost += isAnswered(caller, Arrays.copyOfRange(UPLOAD, half, UPLOAD.length)) ? 0 : 1;
      }
      assertThat(lost).isEqualTo(dying);
      // The very next ones reach those that are left.
      for (int i = 0; i < 20; i++) {
        try (KeptConnection caller = new KeptConnection(sockets, proxy.port())) {
          caller.send(i % 2 == 0 ? UPLOAD : DOWNLOAD);
          assertThat(caller.read().status()).isEqualTo(200);
        }
      }
    } finally {
      for (KeptConnection caller : callers) {
        caller.close();
      }
    }
  }

  private static boolean isAnswered(KeptConnection caller, byte[] rest) {
    try {
      caller.send(rest);
      RawAnswer answer = caller.read();
      assertThat(answer.status()).as(answer.body()).isIn(200, 502, 503);
      return isReport(answer);
    } catch (IOException e) {
      return false;
    }
  }

  private static void awaitUploads(long count) {
    await("uploads under way").untilAsserted(() -> assertThat(uploads()).isEqualTo(count));
  }

  private static long uploads() throws IOException {
    long uploads = 0;
    for (Replica server : SERVERS) {
      uploads += server.uploads();
    }
    return uploads;
  }

  private byte[] workbook() throws Exception {
    return get(SERVERS.get(0).uri(), "").body();
  }

  private static HttpResponse<byte[]> get(URI server, String query, String... headers)
      throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(TestServer.PATH + query));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newHttpClient()
        .send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static boolean isWorkbook(RawAnswer answer, byte[] expected) {
    return answer.status() == 200
        && Arrays.equals(answer.body().getBytes(StandardCharsets.ISO_8859_1), expected);
  }

  private static boolean isReport(RawAnswer answer) {
    return answer.status() == 200 && answer.body().contains("\"users\":200");
  }

  private static List<Byte> boxed(byte[] bytes) {
    List<Byte> boxed = new ArrayList<>();
    for (byte one : bytes) {
      boxed.add(one);
    }
    return boxed;
  }
}
