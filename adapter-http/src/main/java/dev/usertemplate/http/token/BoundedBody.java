package dev.usertemplate.http.token;

import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A body that may not be endless. */
final class BoundedBody implements BodySubscriber<byte[]> {
  /** An answer about a token has about a thousand bytes; it grows with the roles. */
  static final int MAX_BYTES = 1024 * 1024;

  private final BodySubscriber<byte[]> all = BodySubscribers.ofByteArray();
  private Flow.@Nullable Subscription subscription;
  private long left = MAX_BYTES;

  @Override
  public CompletionStage<byte[]> getBody() {
    return all.getBody();
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    all.onSubscribe(given);
  }

  @Override
  public void onNext(List<ByteBuffer> part) {
    if (left < 0) {
      return;
    }
    for (ByteBuffer buffer : part) {
      left -= buffer.remaining();
    }
    if (left >= 0) {
      all.onNext(part);
      return;
    }
    if (subscription != null) {
      subscription.cancel();
    }
    all.onError(new Outage(Outage.Kind.STRANGE_ANSWER, "its answer has more than a megabyte"));
  }

  @Override
  public void onError(Throwable failure) {
    all.onError(failure);
  }

  @Override
  public void onComplete() {
    all.onComplete();
  }
}
