package dev.usertemplate.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the docs, as tests look at it.
 *
 * @param file the page
 * @param blocks what stands between fences, in order
 * @param anchors what links can lead to
 * @param links where links and pictures outside of code lead to, as written
 */
public record Markdown(Path file, List<Block> blocks, Set<String> anchors, List<String> links) {
  /** The root of the repository, seen from the folder of any module. */
  public static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  private static final Pattern FENCE = Pattern.compile("\\s*```(\\w*)");
  private static final Pattern HEADING = Pattern.compile("#{1,6} (.*)");
  private static final Pattern REMARK = Pattern.compile("<!-- (.*) -->");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern BUILT = Pattern.compile("/(target|node_modules|\\.git)(/|$)");

  /**
   * What stands between two fences.
   *
   * @param language what the first fence says; may be empty
   * @param text with a line break at its end
   * @param line where the first fence is, from 1
   * @param remark the comment in the line before; empty when there is none
   */
  public record Block(String language, String text, int line, String remark) {}

  /** Every page of the repository. */
  public static List<Markdown> all() {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !BUILT.matcher("/" + ROOT.relativize(file)).find())
          .sorted()
          .map(Markdown::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The page with this path, seen from the root of the repository. */
  public static Markdown read(String path) {
    return read(ROOT.resolve(path));
  }

  /** The page in the file. */
  public static Markdown read(Path file) {
    Reader reader = new Reader();
    try (Stream<String> lines = Files.lines(file)) {
      lines.forEach(reader::line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Markdown(file, reader.blocks, reader.anchors, reader.links);
  }

  /** The blocks in the language. */
  public List<Block> blocks(String language) {
    return blocks.stream().filter(block -> block.language.equals(language)).toList();
  }

  /** The page's path, seen from the root of the repository. */
  public String path() {
    return ROOT.relativize(file).toString();
  }

  /** The page's path, for messages. */
  @Override
  public String toString() {
    return path();
  }

  private static final class Reader {
    private final List<Block> blocks = new ArrayList<>();
    private final Set<String> anchors = new HashSet<>();
    private final List<String> links = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private boolean inBlock;
    private String language = "";
    private String remark = "";
    private String before = "";
    private int number;
    private int begin;

    void line(String line) {
      number++;
      Matcher fence = FENCE.matcher(line);
      if (fence.matches()) {
        fence(fence.group(1));
      } else if (inBlock) {
        text.append(line).append('\n');
      } else {
        prose(line);
      }
      before = line;
    }

    private void fence(String word) {
      if (inBlock) {
        blocks.add(new Block(language, text.toString(), begin, remark));
      } else {
        Matcher comment = REMARK.matcher(before);
        remark = comment.matches() ? comment.group(1) : "";
        language = word;
        begin = number;
        text.setLength(0);
      }
      inBlock = !inBlock;
    }

    private void prose(String line) {
      Matcher heading = HEADING.matcher(line);
      if (heading.matches()) {
        anchor(heading.group(1));
      }
      String words = line.replaceAll("`[^`]*`", "");
      LINK.matcher(words).results().map((MatchResult link) -> link.group(1)).forEach(links::add);
    }

    /** As code hosts make them of headings. */
    private void anchor(String heading) {
      String anchor =
          heading
              .replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^\\p{L}\\p{N} _-]", "")
              .replace(' ', '-');
      String unique = anchor;
      for (int i = 1; !anchors.add(unique); i++) {
        unique = anchor + "-" + i;
      }
    }
  }
}
