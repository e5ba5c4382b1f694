package dev.usertemplate.http.access;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules of an access file as it is now. When the file or one that it names changes, the new
 * rules hold within two seconds; while they cannot be used, the last good ones do.
 */
public final class AccessFileWatch implements Supplier<AccessRules>, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AccessFileWatch.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final AccessFile file;
  private final Path path;
  private final FileWatch watch;
  private volatile AccessRules rules;
  private String problem = "";

  /** Reads the rules, but does not look for changes by itself. */
  AccessFileWatch(Path path, Function<String, @Nullable String> environment)
      throws AccessFileException {
    this.path = path;
    this.file = new AccessFile(path, environment);
    this.watch = new FileWatch("access-file", file::files, this::reload);
    try {
      this.rules = file.read();
    } catch (AccessFileException e) {
      watch.close();
      throw e;
    }
  }

  /**
   * Reads the access file and keeps looking for changes on a daemon thread.
   *
   * @throws AccessFileException if it cannot be used as it is now
   */
  public static AccessFileWatch start(Path path) throws AccessFileException {
    AccessFileWatch access = new AccessFileWatch(path, System::getenv);
    LOG.info("{}: read: {}", path, access.rules.counts());
    access.watch.start(PAUSE);
    return access;
  }

  /** The rules that hold now. */
  @Override
  public AccessRules get() {
    return rules;
  }

  /** Looks for a change once. */
  void check() {
    watch.check();
  }

  /** Looks for changes no more. */
  @Override
  public void close() {
    watch.close();
  }

  private void reload() {
    try {
      AccessRules now = file.read();
      boolean same = now.equals(rules) && problem.isEmpty();
      rules = now;
      problem = "";
      if (!same) {
        LOG.info("{}: read again: {}", path, now.counts());
      }
    } catch (AccessFileException e) {
      String message = String.valueOf(e.getMessage());
      if (!message.equals(problem)) {
        LOG.warn(
            "The access rules stay as they were, since the new ones cannot be used:\n{}", message);
      }
      problem = message;
    }
  }
}
