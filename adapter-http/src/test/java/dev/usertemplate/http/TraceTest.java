package dev.usertemplate.http;

import static dev.usertemplate.http.Patience.await;
import static dev.usertemplate.http.TestServer.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TraceTest {
  private static final String ID = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00-" + ID + "-00f067aa0ba902b7-01";

  @Test
  void the_standards_example_is_read_and_passed_on_with_a_span_of_its_own() {
    Trace trace = read(List.of(PARENT), List.of("rojo=00f067aa0ba902b7", "congo=t61rcWkgMzE"));
    assertThat(trace.traceId()).isEqualTo(ID);
    Map<String, String> first = trace.headers();
    Map<String, String> second = trace.headers();
    assertThat(first.get("traceparent"))
        .matches("00-" + ID + "-[0-9a-f]{16}-01")
        .isNotEqualTo(PARENT)
        .isNotEqualTo(second.get("traceparent"));
    assertThat(first).containsEntry("tracestate", "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE");
  }

  @Test
  void of_its_flags_only_known_ones_are_passed_on() {
    Trace trace = read(List.of(PARENT.replace("-01", "-ff")), List.of());
    assertThat(trace.headers().get("traceparent")).endsWith("-03");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\nforged",
      })
  void what_is_not_in_the_form_of_the_standard_is_ignored(String parent) {
    assertThat(read(List.of(parent), List.of())).isNull();
  }

  @Test
  void two_parents_are_none_and_a_later_version_may_say_more() {
    assertThat(read(List.of(PARENT, PARENT), List.of())).isNull();
    assertThat(read(List.of(), List.of())).isNull();
    assertThat(read(List.of("cc" + PARENT.substring(2) + "-more"), List.of()).traceId())
        .isEqualTo(ID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a=\u00e9", "a=\r\nb"})
  void a_state_that_cannot_be_sent_is_dropped(String state) {
    assertThat(read(List.of(PARENT), List.of(state)).headers()).doesNotContainKey("tracestate");
  }

  @Test
  void a_state_that_is_too_long_is_dropped() {
    assertThat(read(List.of(PARENT), List.of("a=" + "x".repeat(511))).state()).isEmpty();
    assertThat(read(List.of(PARENT), List.of("a=" + "x".repeat(510))).state()).hasSize(512);
  }

  @Test
  void the_trace_is_in_the_logs_and_reaches_the_identity_service() throws Exception {
    List<String> parents = new CopyOnWriteArrayList<>();
    HttpServer identityService =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    identityService.createContext(
        "/",
        exchange -> {
          parents.add(String.valueOf(exchange.getRequestHeaders().getFirst("traceparent")));
          parents.add(String.valueOf(exchange.getRequestHeaders().getFirst("tracestate")));
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    identityService.start();
    Map<Setting, String> settings =
        Map.of(
            Setting.KEYSTONE_URL,
            "http://127.0.0.1:" + identityService.getAddress().getPort(),
            Setting.ACCESS_LOG,
            "true");
    TestServer server = new TestServer(settings);
    try (CapturedLog log = new CapturedLog(server)) {
      try (server) {
        server.get(PATH, "X-Auth-Token", "t", "traceparent", PARENT, "tracestate", "a=b");
        server.get(PATH, "X-Auth-Token", "u", "traceparent", "00-nonsense");
        await("lines").until(() -> log.events().size() >= 4);
      }
      // From now on there can be no more.
      assertThat(parents).hasSize(4);
      assertThat(parents.get(0)).matches("00-" + ID + "-[0-9a-f]{16}-01").isNotEqualTo(PARENT);
      assertThat(parents.subList(1, 4)).containsExactly("a=b", "null", "null");

      List<ILoggingEvent> lines = log.events();
      assertThat(lines).hasSize(4);
      assertThat(lines).filteredOn(it -> value(it, "trace_id").equals(ID)).hasSize(2);
      assertThat(lines).filteredOn(it -> value(it, "trace_id").isEmpty()).hasSize(2);
      assertThat(lines).allMatch(it -> value(it, "request_id").matches("[0-9a-f]{32}"));
    } finally {
      identityService.stop(0);
    }
  }

  private static String value(ILoggingEvent line, String key) {
    return line.getKeyValuePairs().stream()
        .filter(pair -> pair.key.equals(key))
        .map(pair -> String.valueOf(pair.value))
        .findFirst()
        .orElse("");
  }

  private static Trace read(List<String> parents, List<String> states) {
    return Trace.read(name -> name.equals("traceparent") ? parents : states);
  }
}
