package dev.usertemplate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.schema.Texts;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

  @Test
  void a_long_file_is_told_after_a_while_and_not_often() {
    // 50 ms for a thousand rows: the tenth is the first after the patience, then every second one.
    read(14_999, true, 50);

    assertThat(screen.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "\rReading row 10,000\rReading row 12,000\rReading row 14,000\r"
                + " ".repeat("Reading row 14,000".length())
                + "\r");
  }

  @Test
  void a_quick_file_shows_nothing() {
    read(100_000, true, 1);

    assertThat(screen.size()).isZero();
  }

  @Test
  void nothing_shows_where_nobody_looks() {
    read(100_000, false, 50);

    assertThat(screen.size()).isZero();
  }

  private void read(int rows, boolean terminal, long step) {
    Output err = new Output(screen, terminal, StandardCharsets.UTF_8, terminal, 80);
    try (Progress progress = new Progress(err, Texts.of(Language.EN_US), new Ticking(step))) {
      for (int row = 1; row <= rows; row++) {
        progress.row(row);
      }
    }
  }

  /** A clock that goes on when somebody looks at it. */
  private static final class Ticking extends Clock {
    private final long step;
    private long now;

    Ticking(long step) {
      this.step = step;
      now = -step;
    }

    @Override
    public long millis() {
      now += step;
      return now;
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(millis());
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
