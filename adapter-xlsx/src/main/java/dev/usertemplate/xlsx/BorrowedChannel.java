package dev.usertemplate.xlsx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * A file that belongs to the caller: closing it here leaves it open. Remembers a failure, so that
 * one of the disk is not taken for a broken file.
 */
final class BorrowedChannel implements SeekableByteChannel {
  private final SeekableByteChannel file;
  private @Nullable IOException failure;

  BorrowedChannel(SeekableByteChannel file) {
    this.file = file;
  }

  /** What reading the file has failed with; null if it has not. */
  @Nullable IOException failure() {
    return failure;
  }

  @Override
  public int read(ByteBuffer buffer) throws IOException {
    try {
      return file.read(buffer);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  @Override
  public long position() throws IOException {
    return file.position();
  }

  @Override
  public SeekableByteChannel position(long position) throws IOException {
    try {
      file.position(position);
      return this;
    } catch (IOException e) {
      failure = e;
      throw e;
    }
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
  public int write(ByteBuffer buffer) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new NonWritableChannelException();
  }

  @Override
  public void close() {
    // The caller does that.
  }
}
