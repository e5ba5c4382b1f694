package dev.usertemplate.http.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usertemplate.http.token.Outage.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much of an answer is taken, and what it has to hold. */
class AnswerTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nothing| its answer is not JSON",
        "{}| its answer lacks a text named id",
        "{\"token\":{\"user\":{\"id\":1}}}| its answer lacks a text named id",
        "{\"token\":{\"user\":{\"id\":\"\"}}}| its answer lacks a text named id",
        "{\"token\":{\"user\":{\"id\":\"u\"}}}| its answer lacks a text named name",
        "{\"token\":{\"user\":{\"id\":\"u\",\"name\":\"n\"},\"roles\":{}}}| its answer's roles are"
            + " no list",
        "{\"token\":{\"user\":{\"id\":\"u\",\"name\":\"n\"}}}| its answer lacks a text named"
            + " expires_at",
        "{\"token\":{\"user\":{\"id\":\"u\",\"name\":\"n\"},\"expires_at\":\"soon\"}}| its"
            + " answer's expires_at is no time",
      })
  void what_is_wrong_with_an_answer_is_told(String body, String message) {
    assertThatThrownBy(() -> TokenAnswer.read(body.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            Outage.class, outage -> assertThat(outage.kind()).isEqualTo(Kind.STRANGE_ANSWER))
        .hasMessage(message);
  }

  @Test
  void a_body_of_exactly_a_megabyte_is_taken() {
    Given given = new Given();
    byte[] half = new byte[BoundedBody.MAX_BYTES / 2];
    given.body.onNext(List.of(ByteBuffer.wrap(half)));
    given.body.onNext(List.of(ByteBuffer.wrap(half)));
    given.body.onComplete();
    assertThat(given.future().join()).hasSize(BoundedBody.MAX_BYTES);
    assertThat(given.canceled).isFalse();
  }

  @Test
  void one_byte_more_cancels_it_and_nothing_is_kept() {
    Given given = new Given();
    given.body.onNext(List.of(ByteBuffer.allocate(BoundedBody.MAX_BYTES), ByteBuffer.allocate(1)));
    assertThat(given.canceled).isTrue();
    assertThatThrownBy(() -> given.future().join())
        .isInstanceOf(CompletionException.class)
        .cause()
        .hasMessage("its answer has more than a megabyte");
    given.body.onNext(List.of(ByteBuffer.allocate(1)));
    given.body.onComplete();
    assertThat(given.future()).isCompletedExceptionally();
  }

  @Test
  void a_failure_on_the_way_is_the_bodys() {
    Given given = new Given();
    IllegalStateException failure = new IllegalStateException("cut off");
    given.body.onError(failure);
    assertThatThrownBy(() -> given.future().join()).hasCause(failure);
  }

  @Test
  void a_token_that_fits_in_a_header_has_visible_ascii_characters_only() {
    assertThat(TokenText.isSendable("!~")).isTrue();
    assertThat(TokenText.isSendable("x".repeat(TokenText.MAX_LENGTH))).isTrue();
    assertThat(TokenText.isSendable("x".repeat(TokenText.MAX_LENGTH + 1))).isFalse();
    assertThat(TokenText.isSendable("")).isFalse();
    assertThat(TokenText.isSendable("a ")).isFalse();
    assertThat(TokenText.isSendable("a\u007F")).isFalse();
  }

  /** A body that a subscription was given to. */
  private static final class Given implements Flow.Subscription {
    private final BoundedBody body = new BoundedBody();
    private boolean canceled;

    Given() {
      body.onSubscribe(this);
    }

    CompletableFuture<byte[]> future() {
      return body.getBody().toCompletableFuture();
    }

    @Override
    public void request(long items) {}

    @Override
    public void cancel() {
      canceled = true;
    }
  }
}
