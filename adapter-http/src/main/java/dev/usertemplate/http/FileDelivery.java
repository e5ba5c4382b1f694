package dev.usertemplate.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/** Sends a file as fast as its receiver reads, and occupies no thread while they do not. */
final class FileDelivery implements WriteListener {
  private static final int PIECE = 64 * 1024;

  private final SpooledFile file;
  private final ServletOutputStream out;
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private final ByteBuffer piece = ByteBuffer.allocate(PIECE);
  private long position;

  private FileDelivery(SpooledFile file, ServletOutputStream out) {
    this.file = file;
    this.out = out;
  }

  /**
   * Begins to send.
   *
   * @param response to a request in asynchronous mode
   * @return what is completed when the last byte is written, or when nothing can be written any
   *     more
   */
  static CompletableFuture<Void> start(HttpServletResponse response, SpooledFile file) {
    try {
      response.setContentLengthLong(file.length());
      FileDelivery delivery = new FileDelivery(file, response.getOutputStream());
      response.getOutputStream().setWriteListener(delivery);
      return delivery.done;
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public void onWritePossible() throws IOException {
    while (out.isReady()) {
      int read = position < file.length() ? file.channel().read(piece.clear(), position) : -1;
      if (read < 0) {
        done.complete(null);
        return;
      }
      position += read;
      out.write(piece.array(), 0, read);
    }
  }

  @Override
  public void onError(Throwable failure) {
    done.completeExceptionally(failure);
  }
}
