package dev.usertemplate.xlsx;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Blocks of memory: the first of them on the heap, all others mapped from a temporary file that
 * only its owner can read and that vanishes when it is closed, or when the process ends.
 */
final class Chunks implements Closeable {
  private static final int HEAP_CHUNK = 1 << 18;
  private static final byte[] ZEROS = new byte[1 << 16];

  private final long heapBytes;
  private final int fileChunk;
  private final List<ByteBuffer> chunks = new ArrayList<>();
  private long onHeap;
  private @Nullable FileChannel file;

  /**
   * @param heapBytes how much of it may be on the heap
   * @param fileChunk the length of a chunk that is not, in bytes
   */
  Chunks(long heapBytes, int fileChunk) {
    this.heapBytes = heapBytes;
    this.fileChunk = fileChunk;
  }

  /** The chunk of this index, which is there. */
  ByteBuffer get(int index) {
    return chunks.get(index);
  }

  /**
   * The chunk of this index, which is made if it is the next one.
   *
   * @param bytes how long it has to be at least if it is made
   */
  ByteBuffer get(int index, int bytes) throws IOException {
    if (index == chunks.size()) {
      boolean heap = onHeap + Math.max(bytes, HEAP_CHUNK) <= heapBytes;
      ByteBuffer chunk =
          heap ? ByteBuffer.allocate(Math.max(bytes, HEAP_CHUNK)) : map(Math.max(bytes, fileChunk));
      onHeap += heap ? chunk.capacity() : 0;
      chunks.add(chunk);
    }
    return chunks.get(index);
  }

  private ByteBuffer map(int bytes) throws IOException {
    if (file == null) {
      file = temporaryFile();
    }
    long start = file.size();
    // Written before it is mapped: a full disk then is an exception, not the end of the process.
    file.position(start);
    for (int left = bytes; left > 0; ) {
      left -= file.write(ByteBuffer.wrap(ZEROS, 0, Math.min(left, ZEROS.length)));
    }
    return file.map(MapMode.READ_WRITE, start, bytes);
  }

  private static FileChannel temporaryFile() throws IOException {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] owner =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    return FileChannel.open(
        folder.resolve("user-template-" + UUID.randomUUID() + ".tmp"),
        Set.of(
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE),
        owner);
  }

  @Override
  public void close() throws IOException {
    chunks.clear();
    if (file != null) {
      file.close();
    }
  }
}
