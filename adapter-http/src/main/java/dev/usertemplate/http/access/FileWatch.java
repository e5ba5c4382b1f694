package dev.usertemplate.http.access;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when files have changed: their contents or permissions, whether they are there, or which
 * ones they are. It looks again and again at the contents, since times of change are too coarse and
 * do not show where a link leads.
 *
 * <p>Create it before the files are read for the first time: then no change in between is missed.
 */
public final class FileWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);

  /** More than any file that is taken; what stands behind does not matter. */
  private static final int MOST_BYTES = 8 * 1024 * 1024;

  private final String name;
  private final Supplier<? extends Collection<Path>> files;
  private final Runnable onChange;
  private final ScheduledExecutorService thread;
  private Map<Path, String> seen;

  /**
   * Looks at the files for the first time.
   *
   * @param name of the thread, and in the log
   * @param files those to watch; asked again each time. When its answer has changed, that counts as
   *     a change of the files
   * @param onChange runs on the thread of the watch; what it throws is logged, and it is not tried
   *     again before the next change
   */
  public FileWatch(String name, Supplier<? extends Collection<Path>> files, Runnable onChange) {
    this.name = name;
    this.files = files;
    this.onChange = onChange;
    this.seen = look();
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread daemon = new Thread(task, name);
              daemon.setDaemon(true);
              return daemon;
            });
  }

  /** Looks again and again, with that pause in between. */
  public void start(Duration pause) {
    long nanos = pause.toNanos();
    ScheduledFuture<?> unused =
        thread.scheduleWithFixedDelay(this::check, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  /** Looks once. */
  void check() {
    try {
      Map<Path, String> now = look();
      if (!now.equals(seen)) {
        seen = now;
        onChange.run();
      }
    } catch (RuntimeException | Error e) {
      // Else the schedule would end without a word.
      LOG.warn("{}: a change of the files could not be taken over", name, e);
    }
  }

  /** Looks no more; a look that is under way ends in its own time. */
  @Override
  public void close() {
    thread.shutdownNow();
  }

  private Map<Path, String> look() {
    Map<Path, String> prints = new HashMap<>();
    files.get().forEach(file -> prints.put(file, print(file)));
    return prints;
  }

  /** Equal as long as nothing about the file has changed that a reader could notice. */
  private static String print(Path file) {
    // Reading anything else, such as a pipe, could block.
    if (!Files.isRegularFile(file)) {
      return Files.exists(file) ? "not regular" : "missing";
    }
    try {
      PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
      return digest(file) + (view == null ? "" : view.readAttributes().permissions());
    } catch (IOException e) {
      return e.getClass().getName();
    }
  }

  private static String digest(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream stream = Files.newInputStream(file)) {
        return HexFormat.of().formatHex(digest.digest(stream.readNBytes(MOST_BYTES)));
      }
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
