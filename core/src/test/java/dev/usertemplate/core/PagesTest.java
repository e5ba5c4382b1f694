package dev.usertemplate.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.Markdown.Block;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every page: links lead somewhere, and commands are run or say why not. */
class PagesTest {
  private static final List<Markdown> PAGES = Markdown.all();
  private static final String TESTS = tests();

  /** As it stands in running text, perhaps with a member. */
  private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z]\\w*)(\\.\\w+)?`");

  /** Pages that something else than the index leads to: tests, benchmarks, the code host. */
  private static final String APART =
      ".*/src/test/.*|docs/benchmarks/results/.*|\\.github/.*_template\\.md";

  /** How a line begins that is for a shell. */
  private static final Pattern COMMAND =
      Pattern.compile(
          "(?m)^(sudo )?([A-Z_]+=\\S* )*(adapter-\\S+/|\\./|curl|wget|mvn|java|npm|npx|node|python3?|git|cd|cp|rm|ln"
              + "|mkdir|chmod|chown|cat|tar|export|for|openssl|apt|apt-get|dpkg|systemctl|journalctl"
              + "|podman|docker|kubectl|haproxy|nginx|kill|user-template)\\b");

  static Stream<Markdown> pages() {
    return PAGES.stream();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void every_link_leads_somewhere(Markdown page) {
    assertThat(page.links())
        .filteredOn(link -> !link.matches("(https?|mailto):.*"))
        .allSatisfy(link -> assertThat(leadsSomewhere(page, link)).as(page.path()).isTrue());
  }

  private static boolean leadsSomewhere(Markdown page, String link) {
    Path file = target(page, link);
    int anchor = link.indexOf('#');
    if (anchor < 0) {
      return Files.exists(file);
    }
    return Files.isRegularFile(file)
        && Markdown.read(file).anchors().contains(link.substring(anchor + 1));
  }

  private static Path target(Markdown page, String link) {
    String path = link.replaceFirst("#.*", "");
    return path.isEmpty() ? page.file() : page.file().resolveSibling(path).normalize();
  }

  @Test
  void every_page_is_reached_from_the_index() {
    Set<Path> reached = new HashSet<>();
    reach(Markdown.ROOT.resolve("docs/README.md"), reached);
    assertThat(PAGES)
        .filteredOn(page -> !reached.contains(page.file()))
        .filteredOn(page -> !page.path().matches(APART))
        .isEmpty();
  }

  private static void reach(Path file, Set<Path> reached) {
    if (Files.isRegularFile(file) && file.toString().endsWith(".md") && reached.add(file)) {
      Markdown page = Markdown.read(file);
      page.links().forEach(link -> reach(target(page, link), reached));
    }
  }

  /** A block that is marked as {@code sh} claims to run, so some test has to read its page. */
  @ParameterizedTest
  @MethodSource("pages")
  void a_page_with_blocks_that_run_is_read_by_a_test(Markdown page) {
    if (!page.blocks("sh").isEmpty()) {
      String folder = Markdown.ROOT.relativize(page.file().getParent()).toString();
      String name = page.file().getFileName().toString();
      assertThat(TESTS)
          .as("a test reads " + page.path())
          .containsPattern(
              "[\"/]%s\"|\"%s\"".formatted(Pattern.quote(name), Pattern.quote(folder)));
    }
  }

  /** Other commands stand below a comment: the one that a test finds them by, or why they don't. */
  @ParameterizedTest
  @MethodSource("pages")
  void commands_that_do_not_run_say_why(Markdown page) {
    assertThat(page.blocks())
        .filteredOn(block -> block.language().matches("|bash|shell|console"))
        .filteredOn(block -> COMMAND.matcher(block.text()).find())
        .allSatisfy(block -> assertThat(isExplained(block)).as("%s", block).isTrue());
  }

  private static boolean isExplained(Block block) {
    return block.remark().matches("not run: .{10,}|file: .+")
        || (!block.remark().isEmpty() && TESTS.contains("<!-- " + block.remark() + " -->"));
  }

  /** The steps are followed by hand; what they send people to has to be there. */
  @Test
  void the_classes_that_contributors_are_sent_to_exist() throws IOException {
    Set<String> known = new HashSet<>(Set.of("ServiceLoader"));
    try (Stream<Path> files = Files.walk(Markdown.ROOT)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".java"))
          .forEach(name -> known.add(name.substring(0, name.length() - ".java".length())));
    }
    String page = Files.readString(Markdown.ROOT.resolve("docs/CONTRIBUTING.md"));
    assertThat(CLASS.matcher(page).results().map(name -> name.group(1)))
        .hasSizeGreaterThan(15)
        .isSubsetOf(known);
  }

  /** The source of every test. */
  private static String tests() {
    try (Stream<Path> modules = Files.list(Markdown.ROOT)) {
      return modules
          .map(module -> module.resolve("src/test/java"))
          .filter(Files::isDirectory)
          .flatMap(PagesTest::sources)
          .collect(Collectors.joining());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> sources(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(
              file -> {
                try {
                  return Files.readString(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              })
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
