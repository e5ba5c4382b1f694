package dev.usertemplate.http.token;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.usertemplate.http.token.TokenRefusedException.Reason;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Says whom a token stands for, as the identity service that issued it sees it. Verdicts are
 * remembered for a while; of the tokens only digests are. May be used by many threads.
 */
public final class IdentityService implements AutoCloseable {
  /** The HTTP client never blocks them but to look up the host's address. */
  private static final int THREADS = 4;

  /** How much longer than it is trusted a verdict is kept, to know that the token has expired. */
  private static final Duration KEPT = Duration.ofMinutes(10);

  private final IdentityServiceSettings settings;
  private final Supplier<Optional<ServiceCredentials>> credentials;
  private final ExecutorService executor;
  private final TokenApi api;
  private final ServiceToken serviceToken;
  private final OutageLog outages;
  private final Reachability reachability;
  private final LongAdder calls = new LongAdder();
  private final LongAdder nanos = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final Semaphore waiting;
  private final AsyncCache<String, Verdict> verdicts;

  /**
   * What asking has cost so far.
   *
   * @param calls validations that were asked of the service
   * @param nanos how long they took in all
   * @param failures those of them without a verdict, and callers who could not even wait for one
   * @param hits questions that were answered from what is remembered
   * @param misses questions that were not
   */
  public record Statistics(long calls, long nanos, long failures, long hits, long misses) {}

  /**
   * Prepares to ask; the service is not called yet.
   *
   * @param credentials what to ask the service with, called for each question and expected to
   *     answer at once; empty to ask with the caller's own token
   */
  public IdentityService(
      IdentityServiceSettings settings, Supplier<Optional<ServiceCredentials>> credentials) {
    this.settings = settings;
    this.credentials = credentials;
    this.executor = executor();
    this.api = new TokenApi(settings.uri(), settings.timeout(), executor);
    this.serviceToken = new ServiceToken(api, settings.timeout(), settings.clock());
    this.outages = new OutageLog(settings.uri(), settings.clock());
    this.reachability = new Reachability(settings.clock());
    this.waiting = new Semaphore(settings.maxWaiting());
    this.verdicts =
        Caffeine.newBuilder()
            .maximumSize(settings.maxTokens())
            .expireAfterWrite(settings.trust().plus(KEPT))
            .executor(Runnable::run)
            .buildAsync();
  }

  /**
   * Whom the token stands for. Waits for the identity service if the token is not known, no longer
   * than the time for a validation.
   *
   * @param token any text, as the caller sent it
   * @throws TokenRefusedException if it stands for nobody, or if that can't be found out; the
   *     latter also if the thread is interrupted, which it then still is
   */
  public TokenIdentity validate(String token) {
    return validate(token, Map::of);
  }

  /**
   * The same for a caller whose request is part of something larger.
   *
   * @param headers what each call to the service carries besides, to say so; asked for once for
   *     each of them. Those who wait for the same verdict share the calls of the first.
   * @throws TokenRefusedException likewise
   */
  public TokenIdentity validate(String token, Supplier<Map<String, String>> headers) {
    if (!TokenText.isSendable(token)) {
      throw new TokenRefusedException(Reason.UNKNOWN);
    }
    String digest = TokenText.digest(token);
    CompletableFuture<Verdict> known = verdicts.getIfPresent(digest);
    if (known != null && known.isDone()) {
      Verdict verdict = known.exceptionally(failure -> null).join();
      if (verdict != null && verdict.holdsAt(settings.clock().instant())) {
        hits.increment();
        return verdict.identityAt(settings.clock().instant());
      }
      verdicts.asMap().remove(digest, known);
    }
    misses.increment();
    return await(digest, token, headers).identityAt(settings.clock().instant());
  }

  /** What asking has cost so far. */
  public Statistics statistics() {
    return new Statistics(calls.sum(), nanos.sum(), failed.sum(), hits.sum(), misses.sum());
  }

  /**
   * Whether the service has given no answer for at least a minute, although it was asked. Answers
   * at once. Since nobody may call any more who could find out that it is back, this tries now and
   * then, in the background.
   */
  public boolean isLost() {
    if (reachability.isToBeTried()) {
      tryAgain();
    }
    return reachability.isLost();
  }

  /** Whether no answer has come since an attempt failed; makes none. */
  boolean isFailing() {
    return reachability.isFailing();
  }

  private void tryAgain() {
    CompletableFuture<HttpResponse<byte[]>> exchange = api.reach();
    // Nobody waits for it: its end is noted.
    CompletableFuture<?> unused =
        exchange
            // One that has timed out itself cannot be canceled any more, and keeps its connection.
            .thenApply(HttpResponse::statusCode)
            .orTimeout(settings.timeout().toNanos(), TimeUnit.NANOSECONDS)
            .whenComplete(
                (status, failure) -> {
                  exchange.cancel(true);
                  if (failure != null) {
                    reachability.failed(Failures.outage(failure));
                  } else if (status >= 500) {
                    reachability.failed(Outage.status(status));
                  } else {
                    reachability.answered();
                  }
                });
  }

  /**
   * Ends the waiting of those who wait, with {@link Reason#UNAVAILABLE}, and the threads but one of
   * the JDK's HTTP client, which ends when it is no longer referenced; so answers {@link #validate}
   * from then on, unless it knows the token.
   */
  @Override
  public void close() {
    verdicts.asMap().values().forEach(verdict -> verdict.cancel(true));
    executor.shutdownNow();
  }

  private Verdict await(String digest, String token, Supplier<Map<String, String>> headers) {
    if (!waiting.tryAcquire()) {
      failed.increment();
      outages.failed(
          new Outage(
              Outage.Kind.CROWDED,
              "%s callers wait for it already".formatted(settings.maxWaiting())));
      throw new TokenRefusedException(Reason.UNAVAILABLE);
    }
    try {
      // It has a time limit of its own, which started when the first caller came.
      Verdict verdict = verdicts.get(digest, (key, unused) -> ask(token, headers)).get();
      if (verdict != null) {
        return verdict;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | CancellationException e) {
      // Told when it happened, or closed.
    } finally {
      waiting.release();
    }
    throw new TokenRefusedException(Reason.UNAVAILABLE);
  }

  /** Answers null after a failure: the cache then forgets it, and does not log it by itself. */
  private CompletableFuture<Verdict> ask(String token, Supplier<Map<String, String>> headers) {
    long begun = System.nanoTime();
    calls.increment();
    Validation validation =
        new Validation(
            api, serviceToken, token, headers, settings.clock().instant(), settings.trust());
    return start(validation)
        .orTimeout(settings.timeout().toNanos(), TimeUnit.NANOSECONDS)
        .handle(
            (verdict, failure) -> {
              validation.end();
              nanos.add(System.nanoTime() - begun);
              return told(verdict, failure);
            });
  }

  private CompletableFuture<Verdict> start(Validation validation) {
    try {
      return validation.ask(credentials.get());
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private @Nullable Verdict told(@Nullable Verdict verdict, @Nullable Throwable failure) {
    if (failure == null) {
      outages.answered();
      reachability.answered();
    } else if (!executor.isShutdown()) {
      failed.increment();
      Outage outage = Failures.outage(failure);
      outages.failed(outage);
      reachability.failed(outage);
    }
    return verdict;
  }

  private static ExecutorService executor() {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "identity-service");
              thread.setDaemon(true);
              return thread;
            });
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }
}
