package dev.usertemplate.http.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.usertemplate.http.Patience;
import dev.usertemplate.http.token.LoopbackService.Answer;
import dev.usertemplate.http.token.TokenRefusedException.Reason;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An identity service that is slow, broken or not there, and many callers at once. */
@ResourceLock(LogLines.LOCK)
@Timeout(120)
class IdentityServiceOutageTest {
  private static final Duration SHORT = Duration.ofMillis(400);
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final String TOKEN = "secret-token-secret-token";
  private static final Optional<ServiceCredentials> OURS =
      Optional.of(new ServiceCredentials("svc", "Default", "pass-of-ours", "services", "Default"));

  private final MovableClock clock = new MovableClock();
  private final Instant expiry = clock.instant().plus(Duration.ofHours(1));
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
    callers.shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{\"token\":"
      })
  void a_service_that_stalls_is_given_up_after_the_timeout(String beginning) throws Exception {
    for (Optional<ServiceCredentials> credentials : List.of(OURS, noCredentials())) {
      SilentService silent = open(new SilentService(beginning));
      IdentityService service = service(silent.uri(), SHORT, 8, credentials);
      try (LogLines log = new LogLines(silent.uri())) {
        long start = System.nanoTime();
        assertThat(refusal(service)).isEqualTo(Reason.UNAVAILABLE);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(SHORT);
        assertThat(log.lines())
            .singleElement()
            .asString()
            .startsWith("WARN")
            .contains("does not answer in time");
      }
      assertThat(silent.leftAlone().await(60, TimeUnit.SECONDS)).as("hung up").isTrue();
    }
  }

  @Test
  void a_port_where_nobody_listens_is_an_outage() throws Exception {
    URI nobody;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
    try (LogLines log = new LogLines(nobody)) {
      assertThat(refusal(service(nobody, LONG, 8, noCredentials()))).isEqualTo(Reason.UNAVAILABLE);
      assertThat(log.lines())
          .singleElement()
          .asString()
          .isEqualTo(
              "WARN The identity service %s is of no use: it can't be reached (ConnectException,"
                      .formatted(nobody)
                  + " ClosedChannelException)");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 204, 301, 302, 307, 400, 403, 407, 429, 500, 502, 503})
  void other_answers_are_outages_and_never_followed(int status) {
    LoopbackService elsewhere = open(new LoopbackService(q -> LoopbackService.token(expiry)));
    Map<String, String> headers = Map.of("Location", elsewhere.uri() + "/v3/auth/tokens");
    LoopbackService loopback = open(new LoopbackService(q -> new Answer(status, headers, "")));
    assertThat(refusal(service(loopback, noCredentials()))).isEqualTo(Reason.UNAVAILABLE);
    assertThat(refusal(service(loopback, OURS))).isEqualTo(Reason.UNAVAILABLE);
    assertThat(elsewhere.questions()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>It works!</html>",
        "[]",
        "{}",
        "{\"token\": 1}",
        "{\"token\": {\"user\": {\"id\": \"u\", \"name\": \"n\"}}}",
        "{\"token\": {\"user\": {\"id\": \"u\"}, \"expires_at\": \"2026-02-11T08:00:00Z\"}}",
        "{\"token\": {\"user\": {\"id\": \"\", \"name\": \"n\"}, \"expires_at\":"
            + " \"2026-02-11T08:00:00Z\"}}",
        "{\"token\": {\"user\": {\"id\": \"u\", \"name\": \"n\"}, \"expires_at\": \"tomorrow\"}}",
        "{\"token\": {\"user\": {\"id\": \"u\", \"name\": \"n\"}, \"roles\": {}, \"expires_at\":"
            + " \"2026-02-11T08:00:00Z\"}}",
        "{\"token\": {\"user\": {\"id\": \"u\", \"name\": \"n\"}, \"roles\": [\"admin\"],"
            + " \"expires_at\": \"2026-02-11T08:00:00Z\"}}",
        "{\"token\": {\"user\": {\"id\": \"u\", \"name\": \"n\"}, \"project\": {}, \"expires_at\":"
            + " \"2026-02-11T08:00:00Z\"}}",
      })
  void an_answer_that_is_none_is_an_outage(String body) {
    LoopbackService loopback = open(new LoopbackService(q -> new Answer(200, body)));
    assertThat(refusal(service(loopback, noCredentials()))).isEqualTo(Reason.UNAVAILABLE);
    assertThat(refusal(service(loopback, OURS))).isEqualTo(Reason.UNAVAILABLE);
  }

  @Test
  void an_answer_that_does_not_end_is_cut_off() {
    String endless = "x".repeat(3 * BoundedBody.MAX_BYTES);
    LoopbackService loopback = open(new LoopbackService(q -> new Answer(200, endless)));
    IdentityService service = service(loopback, noCredentials());
    try (LogLines log = new LogLines(loopback.uri())) {
      assertThat(refusal(service)).isEqualTo(Reason.UNAVAILABLE);
      assertThat(log.lines()).singleElement().asString().endsWith("more than a megabyte");
    }
  }

  @Test
  void an_outage_is_logged_once_and_so_is_its_end_and_never_the_token() {
    LoopbackService loopback =
        open(new LoopbackService(q -> new Answer(500, q.subject() + q.own())));
    IdentityService service = service(loopback, noCredentials());
    try (LogLines log = new LogLines(loopback.uri())) {
      refusal(service);
      refusal(service);
      loopback.answer(q -> new Answer(200, q.subject()));
      refusal(service);
      assertThat(log.lines())
          .containsExactly(
              "WARN The identity service %s is of no use: it answers with status 500"
                  .formatted(loopback.uri()));

      loopback.answer(q -> LoopbackService.token(expiry));
      service.validate(TOKEN + 1);
      clock.move(OutageLog.CALM);
      service.validate(TOKEN + 2);
      service.validate(TOKEN + 3);
      assertThat(log.lines())
          .hasSize(2)
          .endsWith("INFO The identity service %s answers again".formatted(loopback.uri()));
      assertThat(log.everything().toString()).doesNotContain(TOKEN);

      loopback.answer(q -> new Answer(500, ""));
      refusal(service);
      assertThat(log.lines()).hasSize(3);
    }
  }

  @Test
  void what_is_remembered_does_not_hold_the_token() throws Exception {
    LoopbackService loopback = open(new LoopbackService(q -> LoopbackService.token(expiry)));
    IdentityService service = service(loopback, noCredentials());
    service.validate(TOKEN);
    Field verdicts = IdentityService.class.getDeclaredField("verdicts");
    verdicts.setAccessible(true);
    Object map = verdicts.getType().getMethod("asMap").invoke(verdicts.get(service));
    assertThat(map.toString()).contains(TokenText.digest(TOKEN)).doesNotContain(TOKEN);
  }

  @Test
  void many_callers_with_one_token_make_one_question() throws Exception {
    CountDownLatch all = new CountDownLatch(1);
    LoopbackService loopback =
        open(
            new LoopbackService(
                q -> {
                  await(all);
                  return LoopbackService.token(expiry);
                }));
    IdentityService service = service(loopback, noCredentials());
    List<Future<TokenIdentity>> answers = callAll(50, i -> () -> service.validate(TOKEN));
    Patience.await("callers").until(() -> service.statistics().misses() == 50);
    all.countDown();
    for (Future<TokenIdentity> answer : answers) {
      assertThat(answer.get().userId()).isEqualTo("u");
    }
    assertThat(loopback.questions()).hasSize(1);
  }

  @Test
  void many_callers_make_one_login() throws Exception {
    LoopbackService loopback =
        open(
            new LoopbackService(
                q ->
                    q.method().equals("POST")
                        ? LoopbackService.issued("own", expiry)
                        : LoopbackService.token(expiry)));
    IdentityService service = service(loopback, OURS);
    for (Future<TokenIdentity> answer : callAll(30, i -> () -> service.validate(TOKEN + i))) {
      answer.get();
    }
    assertThat(loopback.questions())
        .hasSize(31)
        .filteredOn(question -> question.method().equals("POST"))
        .hasSize(1);
  }

  @Test
  void callers_beyond_the_limit_are_refused_at_once_but_known_tokens_are_served() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(2);
    LoopbackService loopback = open(new LoopbackService(q -> LoopbackService.token(expiry)));
    IdentityService service = service(loopback.uri(), LONG, 2, noCredentials());
    service.validate("known");
    loopback.answer(
        q -> {
          asked.countDown();
          await(held);
          return LoopbackService.token(expiry);
        });
    List<Future<TokenIdentity>> waiting = callAll(2, i -> () -> service.validate(TOKEN + i));
    asked.await();

    assertThat(refusal(service)).isEqualTo(Reason.UNAVAILABLE);
    assertThat(service.validate("known").userId()).isEqualTo("u");
    assertThat(loopback.questions()).hasSize(3);

    held.countDown();
    for (Future<TokenIdentity> answer : waiting) {
      answer.get();
    }
    assertThat(service.validate(TOKEN).userId()).isEqualTo("u");
  }

  @Test
  void an_interrupted_caller_goes_and_stays_interrupted() throws Exception {
    SilentService silent = open(new SilentService(""));
    IdentityService service = service(silent.uri(), LONG, 8, noCredentials());
    Thread.currentThread().interrupt();
    Reason reason = refusal(service);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(reason).isEqualTo(Reason.UNAVAILABLE);
  }

  @Test
  void closing_frees_those_who_wait_and_refuses_those_who_come() throws Exception {
    SilentService silent = open(new SilentService(""));
    IdentityService service = service(silent.uri(), LONG, 8, noCredentials());
    Future<Reason> waiting = callers.submit(() -> refusal(service));
    silent.asked().await();
    service.close();
    assertThat(waiting.get(60, TimeUnit.SECONDS)).isEqualTo(Reason.UNAVAILABLE);
    assertThat(refusal(service)).isEqualTo(Reason.UNAVAILABLE);
  }

  @Test
  void credentials_that_cannot_be_had_are_an_outage() {
    LoopbackService loopback = open(new LoopbackService(q -> LoopbackService.token(expiry)));
    IdentityService service =
        open(
            new IdentityService(
                settings(loopback.uri(), LONG, 8),
                () -> {
                  throw new IllegalStateException("word of the vault");
                }));
    try (LogLines log = new LogLines(loopback.uri())) {
      assertThat(refusal(service)).isEqualTo(Reason.UNAVAILABLE);
      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith("ERROR")
          .contains("IllegalStateException");
      assertThat(log.everything().toString()).doesNotContain("word of the vault");
    }
  }

  private interface Call {
    Callable<TokenIdentity> of(int number);
  }

  private List<Future<TokenIdentity>> callAll(int number, Call call) {
    return IntStream.range(0, number).mapToObj(i -> callers.submit(call.of(i))).toList();
  }

  private IdentityService service(
      LoopbackService loopback, Optional<ServiceCredentials> credentials) {
    return service(loopback.uri(), LONG, 64, credentials);
  }

  private IdentityService service(
      URI uri, Duration timeout, int maxWaiting, Optional<ServiceCredentials> credentials) {
    return open(new IdentityService(settings(uri, timeout, maxWaiting), () -> credentials));
  }

  private IdentityServiceSettings settings(URI uri, Duration timeout, int maxWaiting) {
    return new IdentityServiceSettings(uri, timeout, Duration.ofMinutes(1), 100, maxWaiting, clock);
  }

  private <T extends AutoCloseable> T open(T closeable) {
    open.add(closeable);
    return closeable;
  }

  private static Optional<ServiceCredentials> noCredentials() {
    return Optional.empty();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Reason refusal(IdentityService service) {
    return catchThrowableOfType(TokenRefusedException.class, () -> service.validate(TOKEN))
        .reason();
  }
}
