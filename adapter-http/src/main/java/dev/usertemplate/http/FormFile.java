package dev.usertemplate.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.StringUtil;
import org.jspecify.annotations.Nullable;

/**
 * The one file in a form ({@code multipart/form-data}, RFC 7578). What the caller calls the file is
 * of no interest.
 */
final class FormFile {
  /** The type of the body. */
  static final String MEDIA_TYPE = "multipart/form-data";

  /** The name of the part. */
  static final String PART = "file";

  private static final int MOST_PARTS = 16;

  /** Of a part, in bytes. */
  private static final int MAX_HEADERS = 8 * 1024;

  /** What RFC 2046 allows, in characters. A search takes as long as boundary times body. */
  private static final int MAX_BOUNDARY = 70;

  private static final int PIECE = 64 * 1024;

  private FormFile() {}

  /**
   * Copies the file out of the form.
   *
   * @param contentType of the form, with its boundary
   * @param form what was sent
   * @param file an empty one
   * @param watch is asked again and again whether to go on
   * @throws ApiException if there is not exactly one, or the form is malformed
   */
  static void copy(String contentType, SpooledFile form, SpooledFile file, CheckWatch watch)
      throws IOException {
    String boundary = boundary(contentType);
    Reader reader = new Reader(file);
    MultiPart.Parser parser = new MultiPart.Parser(boundary, reader);
    parser.setMaxParts(MOST_PARTS);
    parser.setPartHeadersMaxLength(MAX_HEADERS);
    FileChannel channel = form.channel();
    ByteBuffer piece = ByteBuffer.allocate(PIECE);
    long position = 0;
    while (!reader.ended) {
      watch.look();
      int read = channel.read(piece.clear(), position);
      position += Math.max(0, read);
      parser.parse(Content.Chunk.from(piece.flip(), position >= form.length()));
      reader.throwFailure();
      if (position >= form.length()) {
        break;
      }
    }
    reader.check();
  }

  private static String boundary(String contentType) {
    String boundary;
    try {
      boundary = MultiPart.extractBoundary(contentType);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      // Thrown for a quotation mark without its counterpart.
      throw malformed("its Content-Type is malformed");
    }
    if (StringUtil.isBlank(boundary)) {
      throw malformed("its Content-Type has no boundary");
    }
    if (boundary.length() > MAX_BOUNDARY) {
      throw malformed("its boundary has more than %s characters".formatted(MAX_BOUNDARY));
    }
    return boundary;
  }

  private static ApiException malformed(String reason) {
    return new ApiException(
        ApiError.INVALID_PARAMETER, "The form cannot be read: %s.".formatted(reason));
  }

  /** Takes what the parser finds. */
  private static final class Reader implements MultiPart.Parser.Listener {
    private final SpooledFile file;
    private @Nullable String disposition;
    private boolean inFile;
    private int files;
    private boolean ended;
    private boolean malformed;
    private @Nullable IOException broken;

    Reader(SpooledFile file) {
      this.file = file;
    }

    @Override
    public void onPartBegin() {
      disposition = null;
    }

    @Override
    public void onPartHeader(String name, String value) {
      if (name.equalsIgnoreCase("Content-Disposition")) {
        disposition = value;
      }
    }

    @Override
    public void onPartHeaders() {
      Map<String, String> parameters = new HashMap<>();
      if (disposition != null) {
        HttpField.getValueParameters(disposition, parameters);
      }
      inFile = PART.equals(parameters.get("name"));
      files += inFile ? 1 : 0;
    }

    @Override
    public void onPartContent(Content.Chunk chunk) {
      if (!inFile || files > 1 || broken != null) {
        return;
      }
      try {
        file.write(chunk.getByteBuffer().slice());
      } catch (IOException e) {
        broken = e;
      }
    }

    @Override
    public void onComplete() {
      ended = true;
    }

    @Override
    public void onFailure(Throwable thrown) {
      malformed = true;
    }

    void throwFailure() throws IOException {
      if (broken != null) {
        throw broken;
      }
      if (malformed) {
        throw malformed(
            "it is cut off, has more than %s parts, or has longer headers than anybody needs"
                .formatted(MOST_PARTS));
      }
    }

    void check() {
      if (!ended) {
        throw malformed("its last boundary is missing");
      }
      if (files != 1) {
        throw malformed(
            "it has to have exactly one part with the name %s, and has %s".formatted(PART, files));
      }
    }
  }
}
