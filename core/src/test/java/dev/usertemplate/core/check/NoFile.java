package dev.usertemplate.core.check;

import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** Stands where a format that needs no file is given one. */
final class NoFile implements SeekableByteChannel {
  static final SeekableByteChannel OPEN = new NoFile();

  private NoFile() {}

  @Override
  public int read(ByteBuffer to) {
    return -1;
  }

  @Override
  public int write(ByteBuffer from) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long position() {
    return 0;
  }

  @Override
  public SeekableByteChannel position(long wanted) {
    return this;
  }

  @Override
  public long size() {
    return 0;
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {}
}
