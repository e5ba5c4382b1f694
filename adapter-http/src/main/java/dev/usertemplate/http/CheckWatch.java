package dev.usertemplate.http;

import dev.usertemplate.core.check.UserHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.time.Duration;
import java.util.Optional;

/**
 * Ends the check of one upload when its caller has left or it takes too long. It looks wherever the
 * check reads or writes, since a workbook can be long without having a row.
 */
final class CheckWatch implements UserHandler {
  /** How long a check may take in all, handing the workbook back included. */
  static final Duration MOST = Duration.ofSeconds(60);

  private static final Failure LEFT =
      new Failure(ApiError.INVALID_PARAMETER, "The caller has left.");

  private static final Failure LATE =
      new Failure(ApiError.INVALID_PARAMETER, "The check took too long; send it in parts.");

  private final long begun = System.nanoTime();
  private final Upload upload;
  private final Duration most;

  /**
   * Begins to count.
   *
   * @param most how long the check may take from now on
   */
  CheckWatch(Upload upload, Duration most) {
    this.upload = upload;
    this.most = most;
  }

  /** Whose check it is. */
  Upload upload() {
    return upload;
  }

  /** Why the check has to end; empty as long as it may go on. */
  Optional<Failure> failure() {
    if (upload.isAbandoned()) {
      return Optional.of(LEFT);
    }
    return System.nanoTime() - begun > most.toNanos() ? Optional.of(LATE) : Optional.empty();
  }

  /**
   * Returns if the check may go on.
   *
   * @throws Ended if it may not
   */
  void look() throws Ended {
    if (failure().isPresent()) {
      throw new Ended();
    }
  }

  @Override
  public void row(int number) {
    failure()
        .ifPresent(
            failure -> {
              throw new ApiException(failure);
            });
  }

  /** The file, for reading only; closing it closes nothing. */
  SeekableByteChannel over(SpooledFile file) {
    return new Watched(file.channel());
  }

  /** The stream; closing it closes nothing. */
  OutputStream over(OutputStream out) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        look();
        out.write(b);
      }

      @Override
      public void write(byte[] bytes, int offset, int count) throws IOException {
        look();
        out.write(bytes, offset, count);
      }
    };
  }

  /**
   * The check may not go on. No failure of the file, but thrown as one: the format passes on as it
   * is what reading has failed with, and takes all else for a broken workbook.
   */
  static final class Ended extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private final class Watched implements SeekableByteChannel {
    private final SeekableByteChannel file;

    Watched(SeekableByteChannel file) {
      this.file = file;
    }

    @Override
    public int read(ByteBuffer buffer) throws IOException {
      look();
      return file.read(buffer);
    }

    @Override
    public long position() throws IOException {
      return file.position();
    }

    @Override
    public SeekableByteChannel position(long position) throws IOException {
      file.position(position);
      return this;
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public boolean isOpen() {
      return file.isOpen();
    }

    @Override
    public int write(ByteBuffer bytes) {
      throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
      throw new NonWritableChannelException();
    }

    @Override
    public void close() {
      // The file is its upload's.
    }
  }
}
