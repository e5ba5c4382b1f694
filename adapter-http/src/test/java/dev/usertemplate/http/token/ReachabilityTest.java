package dev.usertemplate.http.token;

import static dev.usertemplate.http.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usertemplate.http.token.LoopbackService.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ReachabilityTest {
  private final MovableClock clock = new MovableClock();

  @Test
  void it_is_lost_once_attempts_have_failed_for_a_minute_and_not_before() {
    try (LoopbackService loopback = new LoopbackService(q -> LoopbackService.HANG_UP);
        IdentityService service = service(loopback.uri())) {
      assertThat(service.isLost()).isFalse();
      ask(service);
      assertThat(service.isLost()).isFalse();
      clock.move(Reachability.LONG.minusSeconds(1));
      ask(service);
      assertThat(service.isLost()).isFalse();
      clock.move(Duration.ofSeconds(1));
      ask(service);
      assertThat(service.isLost()).isTrue();
    }
  }

  @Test
  void one_failure_long_ago_is_no_proof() {
    try (LoopbackService loopback = new LoopbackService(q -> LoopbackService.HANG_UP);
        IdentityService service = service(loopback.uri())) {
      ask(service);
      loopback.answer(q -> new Answer(200, "{}"));
      clock.move(Duration.ofHours(1));
      assertThat(service.isLost()).isFalse();
    }
  }

  @Test
  void whoever_asks_makes_it_try_again_but_not_more_often_than_every_ten_seconds() {
    try (LoopbackService loopback = new LoopbackService(q -> LoopbackService.HANG_UP);
        IdentityService service = service(loopback.uri())) {
      ask(service);
      int before = loopback.questions().size();
      AtomicInteger tries = new AtomicInteger();
      loopback.answer(q -> new Answer(tries.incrementAndGet() <= 2 ? 500 : 200, "{}"));
      for (int i = 0; i < 50; i++) {
        assertThat(service.isLost()).isFalse();
      }
      awaitQuestions(loopback, before + 1);
      assertThat(loopback.questions().get(before).uri()).isEqualTo("/v3");
      assertThat(loopback.questions().get(before).own()).isEmpty();

      clock.move(Reachability.LONG);
      awaitLost(service, true);
      // Already lost, if the clock was moved before the answer to the first try came.
      awaitQuestions(loopback, before + 2);
      clock.move(Reachability.PAUSE);
      awaitLost(service, false);
      assertThat(loopback.questions()).hasSize(before + 3);
    }
  }

  /** Such as tokens that are too long for what stands in front of the service. */
  @Test
  void tokens_that_it_does_not_judge_do_not_make_it_lost_however_many() {
    try (LoopbackService loopback =
            new LoopbackService(
                q -> q.uri().equals("/v3") ? new Answer(200, "{}") : new Answer(502, ""));
        IdentityService service = service(loopback.uri())) {
      for (int i = 0; i < 30; i++) {
        ask(service);
        clock.move(Reachability.PAUSE);
        ask(service);
        // This makes a try, which is answered.
        assertThat(service.isLost()).isFalse();
        await("the answer").until(() -> !service.isFailing());
        assertThat(service.isLost()).isFalse();
      }
    }
  }

  @Test
  void a_try_that_nobody_answers_gives_its_connection_up() throws Exception {
    CountDownLatch ended = new CountDownLatch(2);
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        IdentityService service =
            service(
                URI.create("http://127.0.0.1:" + silent.getLocalPort()), Duration.ofSeconds(3))) {
      Forwarder.start(
          () -> {
            while (true) {
              Socket caller = silent.accept();
              Forwarder.start(() -> awaitEnd(caller, ended));
            }
          });
      ask(service);
      assertThat(service.isLost()).as("tries in the background").isFalse();
      assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static void awaitEnd(Socket caller, CountDownLatch ended) throws IOException {
    try {
      caller.getInputStream().transferTo(OutputStream.nullOutputStream());
    } finally {
      ended.countDown();
    }
  }

  @Test
  void an_answer_that_says_no_is_an_answer() {
    try (LoopbackService loopback = new LoopbackService(q -> LoopbackService.HANG_UP);
        IdentityService service = service(loopback.uri())) {
      ask(service);
      clock.move(Reachability.LONG);
      loopback.answer(q -> new Answer(401, ""));
      assertThatThrownBy(() -> service.validate("t")).isInstanceOf(TokenRefusedException.class);
      clock.move(Reachability.LONG);
      loopback.answer(q -> LoopbackService.HANG_UP);
      ask(service);
      assertThat(service.isLost()).isFalse();
    }
  }

  @Test
  void what_asking_costs_is_counted() {
    try (LoopbackService loopback =
            new LoopbackService(q -> LoopbackService.token(Instant.MAX.minusSeconds(1)));
        IdentityService service = service(loopback.uri())) {
      loopback.answer(q -> LoopbackService.token(clock.instant().plusSeconds(600)));
      service.validate("a");
      service.validate("a");
      service.validate("b");
      loopback.answer(q -> LoopbackService.HANG_UP);
      ask(service);
      IdentityService.Statistics told = service.statistics();
      assertThat(told.calls()).isEqualTo(3);
      assertThat(told.misses()).isEqualTo(3);
      assertThat(told.hits()).isEqualTo(1);
      assertThat(told.failures()).isEqualTo(1);
      assertThat(told.nanos()).isPositive();
    }
  }

  /** A real Keystone that cannot be reached for a while, and then can. */
  @Test
  @Timeout(300) // Keystone may have to start first.
  void a_keystone_that_comes_back_is_noticed_although_nobody_calls() throws Exception {
    Keystone keystone = Keystone.shared();
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    try (IdentityService service = service(URI.create("http://127.0.0.1:" + port))) {
      ask(service);
      clock.move(Reachability.LONG);
      awaitLost(service, true);
      try (Forwarder forwarder = new Forwarder(port, keystone.uri())) {
        assertThat(forwarder.server.isBound()).isTrue();
        clock.move(Reachability.PAUSE);
        awaitLost(service, false);
      }
    }
  }

  private static void awaitQuestions(LoopbackService loopback, int number) {
    await("questions").until(() -> loopback.questions().size() >= number);
    assertThat(loopback.questions()).hasSize(number);
  }

  /** Waits until it is lost, or is so no more. */
  private static void awaitLost(IdentityService service, boolean lost) {
    await("lost").until(() -> service.isLost() == lost);
  }

  private static void ask(IdentityService service) {
    assertThatThrownBy(() -> service.validate("unanswered"))
        .isInstanceOfSatisfying(
            TokenRefusedException.class,
            e -> assertThat(e.reason()).isEqualTo(TokenRefusedException.Reason.UNAVAILABLE));
  }

  private IdentityService service(URI uri) {
    return service(uri, Duration.ofSeconds(20));
  }

  private IdentityService service(URI uri, Duration timeout) {
    return new IdentityService(
        new IdentityServiceSettings(uri, timeout, Duration.ofMinutes(1), 100, 8, clock),
        Optional::empty);
  }

  /** Passes on what comes to a port. */
  private static final class Forwarder implements AutoCloseable {
    private final ServerSocket server;

    Forwarder(int port, URI target) throws IOException {
      server = new ServerSocket(port, 10, InetAddress.getLoopbackAddress());
      start(
          () -> {
            while (true) {
              Socket in = server.accept();
              Socket out = new Socket(InetAddress.getLoopbackAddress(), target.getPort());
              start(() -> copy(in.getInputStream(), out.getOutputStream()));
              start(() -> copy(out.getInputStream(), in.getOutputStream()));
            }
          });
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
      byte[] buffer = new byte[8192];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
        out.flush();
      }
    }

    private interface Task {
      void run() throws IOException;
    }

    private static void start(Task task) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  task.run();
                } catch (IOException e) {
                  // Closed.
                }
              });
      thread.setDaemon(true);
      thread.start();
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }
}
