package dev.usertemplate.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.template.TemplateRenderer;
import dev.usertemplate.core.template.TemplateRequest;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps whoever asks waiting until it is told to let go. */
final class HeldRenderer implements TemplateRenderer {
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch free = new CountDownLatch(1);

  @Override
  public byte[] render(TemplateRequest request) {
    asked.countDown();
    await(free);
    return new byte[] {'P', 'K'};
  }

  /** Waits until somebody waits for it. */
  void awaitAsked() {
    await(asked);
  }

  void letGo() {
    free.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
