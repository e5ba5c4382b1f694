package dev.usertemplate.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A temporary file that only this process can reach, and that is gone when it is closed, or when
 * the process ends in whatever way. Written once from its beginning, then read.
 */
final class SpooledFile implements AutoCloseable {
  private final FileChannel channel;
  private final long limit;
  private long length;

  /**
   * Takes the channel over.
   *
   * @param limit how long it may become, in bytes
   */
  SpooledFile(FileChannel channel, long limit) {
    this.channel = channel;
    this.limit = limit;
  }

  /**
   * Appends the bytes.
   *
   * @throws Full if it would become too long; nothing is written then
   * @throws Broken if the system can't store them
   */
  void write(ByteBuffer bytes) throws IOException {
    if (length + bytes.remaining() > limit) {
      throw new Full();
    }
    try {
      while (bytes.hasRemaining()) {
        length += channel.write(bytes, length);
      }
    } catch (IOException e) {
      throw new Broken(e);
    }
  }

  /** Appends what is written to it; closing it closes nothing. */
  OutputStream out() {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b});
      }

      @Override
      public void write(byte[] bytes, int offset, int count) throws IOException {
        SpooledFile.this.write(ByteBuffer.wrap(bytes, offset, count));
      }
    };
  }

  /** For reading; its position is its reader's affair. */
  FileChannel channel() {
    return channel;
  }

  /** In bytes. */
  long length() {
    return length;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // It was never to be kept, and the system has let go of it.
    }
  }

  /** The file would become longer than it may. */
  static final class Full extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** The system can't store it: the disk is full, or has a fault. */
  static final class Broken extends IOException {
    private static final long serialVersionUID = 1L;

    Broken(IOException cause) {
      super(cause);
    }
  }
}
