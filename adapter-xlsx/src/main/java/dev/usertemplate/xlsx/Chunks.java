package dev.usertemplate.xlsx;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
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
 * Blocks of memory that are written one after the other and read in any order: the first of them on
 * the heap, all others in a temporary file that only its owner can read and that vanishes when it
 * is closed, or when the process ends. The file is not mapped: its room on the disk would be free
 * only once the garbage collector has run.
 *
 * <p>When the temporary folder fails, a {@link FileSystemException} tells it from a broken
 * workbook.
 */
final class Chunks implements Closeable {
  /** The length of a chunk, unless more is asked for, in bytes. */
  static final int CHUNK = 1 << 18;

  /** How much is read from the file at once; less than a chunk. */
  private static final int PAGE = 1 << 14;

  private final long heapBytes;
  private final Path folder;
  private final List<ByteBuffer> heap = new ArrayList<>();

  /** Where in the file the chunks begin that are not on the heap. */
  private final List<Long> starts = new ArrayList<>();

  /** The last chunk of all, if it is not on the heap; it is written once the next is made. */
  private ByteBuffer last = ByteBuffer.allocate(0);

  private ByteBuffer page = ByteBuffer.allocate(0);
  private long pageStart;
  private long onHeap;
  private @Nullable FileChannel file;

  /**
   * @param heapBytes how much of it may be on the heap
   * @param folder where the temporary file is made, if one is needed
   */
  Chunks(long heapBytes, Path folder) {
    this.heapBytes = heapBytes;
    this.folder = folder;
  }

  /** With the usual folder for temporary files. */
  Chunks(long heapBytes) {
    this(heapBytes, Path.of(System.getProperty("java.io.tmpdir")));
  }

  /**
   * The chunk to write to, until the one of the next index is asked for.
   *
   * @param index of the one that was asked for last, or one more
   * @param bytes how long it has to be at least if it is made
   */
  ByteBuffer get(int index, int bytes) throws IOException {
    if (index < heap.size()) {
      return heap.get(index);
    }
    if (index == heap.size() + starts.size()) {
      int length = Math.max(bytes, CHUNK);
      if (starts.isEmpty() && onHeap + length <= heapBytes) {
        onHeap += length;
        heap.add(ByteBuffer.allocate(length));
        return heap.get(index);
      }
      next(length);
    }
    return last;
  }

  private void next(int length) throws IOException {
    long start = 0;
    if (!starts.isEmpty()) {
      long before = starts.get(starts.size() - 1);
      write(before);
      start = before + last.capacity();
    }
    if (last.capacity() < length) {
      last = ByteBuffer.allocate(length);
    }
    last.clear();
    starts.add(start);
  }

  private void write(long start) throws IOException {
    if (file == null) {
      file = temporaryFile();
    }
    // It may reach into what is written now.
    page.limit(0);
    try {
      ByteBuffer whole = last.duplicate().clear();
      while (whole.hasRemaining()) {
        file.write(whole, start + whole.position());
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * What was written there; good until this is called again.
   *
   * @return a buffer that begins with these bytes
   */
  ByteBuffer read(int index, int position, int bytes) throws IOException {
    if (index < heap.size()) {
      return heap.get(index).duplicate().clear().position(position);
    }
    int inFile = index - heap.size();
    if (inFile == starts.size() - 1) {
      return last.duplicate().clear().position(position);
    }
    long start = starts.get(inFile) + position;
    if (start < pageStart || start + bytes > pageStart + page.limit()) {
      readPage(start, bytes);
    }
    return page.duplicate().position((int) (start - pageStart));
  }

  private void readPage(long start, int bytes) throws IOException {
    if (file == null) {
      throw new IllegalStateException("nothing has been written");
    }
    pageStart = start - start % PAGE;
    int length = Math.max(PAGE, (int) (start - pageStart) + bytes);
    if (page.capacity() < length) {
      page = ByteBuffer.allocate(length);
    }
    page.clear();
    try {
      while (page.hasRemaining() && file.read(page, pageStart + page.position()) >= 0) {
        // There may be less of it than was asked for.
      }
    } catch (IOException e) {
      page.limit(0);
      throw failed(e);
    }
    page.flip();
  }

  /** A full disk, say, which comes without the file's name and as any failure. */
  private IOException failed(IOException e) {
    if (e instanceof ClosedChannelException) {
      return e;
    }
    FileSystemException failed = new FileSystemException(folder.toString(), null, e.getMessage());
    failed.initCause(e);
    return failed;
  }

  /** Forgets everything; the room is used again. */
  void clear() {
    starts.clear();
    page.limit(0);
  }

  private FileChannel temporaryFile() throws IOException {
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
    heap.clear();
    clear();
    if (file != null) {
      file.close();
    }
  }
}
