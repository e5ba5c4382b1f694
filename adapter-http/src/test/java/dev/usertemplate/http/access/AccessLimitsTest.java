package dev.usertemplate.http.access;

import static dev.usertemplate.http.access.Documents.permit;
import static dev.usertemplate.http.access.Documents.rules;
import static dev.usertemplate.http.access.Documents.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usertemplate.core.access.Action;
import dev.usertemplate.core.access.Decision;
import dev.usertemplate.core.access.Principal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Access files and messages at the ends of what is taken. */
class AccessLimitsTest {
  private static final Path FILE = Path.of("access.yaml");

  @TempDir Path folder;

  @Test
  void ten_problems_are_told_and_of_more_how_many() {
    String ten = new AccessFileException(FILE, problems(10)).getMessage();
    assertThat(ten).hasLineCount(10).endsWith("access.yaml:10: wrong");
    assertThat(new AccessFileException(FILE, problems(12)))
        .hasMessage(ten + "\naccess.yaml: and 2 more");
    assertThat(new Problem(0, "wrong").at(FILE)).isEqualTo("access.yaml: wrong");
  }

  private static List<Problem> problems(int number) {
    return IntStream.rangeClosed(1, number).mapToObj(line -> new Problem(line, "wrong")).toList();
  }

  @Test
  void a_document_may_be_nested_forty_levels_deep() {
    // The root is one of them.
    assertThat(problemsOf("a: " + "[".repeat(39) + "]".repeat(39))).isEmpty();
    assertThat(problemsOf("\na: " + "[".repeat(40) + "]".repeat(40)))
        .containsExactly(new Problem(2, "is nested more than 40 levels deep"));
  }

  @Test
  void what_the_parser_would_pass_over_is_told_at_its_line() {
    assertThat(problemsOf("{}\n---\n{}"))
        .singleElement()
        .satisfies(problem -> assertThat(problem.reason()).startsWith("begins a second document"));
    assertThat(problemsOf("a: 1\nb: 2\na: 3"))
        .containsExactly(
            new Problem(3, "has a key that stands in the same mapping already; keep one of them"));
    assertThat(problemsOf("a: {b: 1}\nc: {b: 2}")).isEmpty();
    assertThat(problemsOf("a: !!str 1"))
        .containsExactly(new Problem(1, "has a tag (!); leave it out"));
    assertThat(problemsOf("a: !!map {b: 1}"))
        .as("once, and not again at its first key")
        .containsExactly(new Problem(1, "has a tag (!); leave it out"));
    assertThat(problemsOf("a: &x {b: 1}"))
        .containsExactly(new Problem(1, "has an anchor (&); leave it out, aliases are not read"));
    assertThat(problemsOf("")).extracting(Problem::line).containsExactly(1);
  }

  @Test
  void bytes_that_are_not_utf_8_are_told_at_their_line() {
    List<Problem> problems = new ArrayList<>();
    byte[] bytes = "a: 1\nb: \n".getBytes(StandardCharsets.UTF_8);
    byte[] broken = Arrays.copyOf(bytes, bytes.length + 1);
    broken[bytes.length] = (byte) 0xff;
    assertThat(YamlDocument.parse(broken, problems::add)).isNull();
    assertThat(problems)
        .containsExactly(new Problem(3, "has bytes that are not UTF-8; save the file as UTF-8"));
  }

  private static List<Problem> problemsOf(String yaml) {
    List<Problem> problems = new ArrayList<>();
    Object document = YamlDocument.parse(yaml.getBytes(StandardCharsets.UTF_8), problems::add);
    assertThat(document == null).isEqualTo(!problems.isEmpty());
    return problems;
  }

  @Test
  void a_secret_file_may_have_exactly_as_many_bytes_as_are_read() throws Exception {
    Path file = write(folder.resolve("secret"), "x".repeat(9) + "\n");
    assertThat(PrivateFile.read(file, 10)).hasSize(10);
    assertThat(PrivateFile.readLine(file, 10)).isEqualTo("x".repeat(9));
    assertThatThrownBy(() -> PrivateFile.read(file, 9))
        .isInstanceOf(PrivateFile.Refused.class)
        .hasMessage("is larger than the limit of 9 bytes");
  }

  @Test
  void only_the_last_line_break_of_a_secret_file_is_left_out() throws Exception {
    assertThat(PrivateFile.readLine(write(folder.resolve("a"), "x\n\n"), 10)).isEqualTo("x\n");
    assertThat(PrivateFile.readLine(write(folder.resolve("b"), "x\r\n"), 10)).isEqualTo("x");
    assertThat(PrivateFile.readLine(write(folder.resolve("c"), "x"), 10)).isEqualTo("x");
  }

  @Test
  void a_password_of_the_service_that_is_not_set_is_told() {
    String yaml =
        """
        identity_service:
          {user: u, user_domain: ud, password_env: PW, project: p, project_domain: pd}
        """;
    assertThatThrownBy(() -> rules(yaml))
        .isInstanceOf(AccessFileException.class)
        .hasMessage(
            "access.yaml:2: identity_service.password_env: the environment variable is not set; set"
                + " it for this process");
  }

  @Test
  void an_id_that_is_the_name_of_an_earlier_principal_is_told() {
    String yaml =
        """
        principals:
          - {name: one, domain_id: d, projects: [], access_keys: []}
          - {name: two, id: one, domain_id: d, projects: [], access_keys: []}
        """;
    assertThatThrownBy(() -> rules(yaml))
        .hasMessage(
            "access.yaml:3: principals[1]: its id is the same as that of principals[0]; choose"
                + " another");
  }

  @Test
  void a_watch_notices_whatever_a_reader_could() throws Exception {
    Path file = write(folder.resolve("any"), "1");
    List<Path> files = new ArrayList<>(List.of(file));
    int[] changes = {0};
    try (FileWatch watch = new FileWatch("any", () -> files, () -> changes[0]++)) {
      watch.check();
      assertThat(changes[0]).isZero();

      permit(file, "rw-r-----");
      watch.check();
      assertThat(changes[0]).as("permissions").isEqualTo(1);

      Files.delete(file);
      watch.check();
      assertThat(changes[0]).as("missing").isEqualTo(2);

      Files.createDirectory(file);
      watch.check();
      assertThat(changes[0]).as("a folder").isEqualTo(3);

      files.clear();
      watch.check();
      assertThat(changes[0]).as("another list").isEqualTo(4);
      watch.check();
      assertThat(changes[0]).isEqualTo(4);
    }
  }

  @Test
  void what_a_message_says_is_cut_after_255_characters_each() {
    AuthorizationMessages messages = new AuthorizationMessages(List::of);
    for (int length : new int[] {255, 256}) {
      String id = "i".repeat(length);
      Principal caller = new Principal(id, id, id, Set.of(), false, List.of());
      String json =
          messages
              .open(
                  messages.seal(
                      Decision.IMPLICIT_DENY, caller, Action.IMPORT_USER, id, id, Instant.EPOCH))
              .orElseThrow()
              .json();
      assertThat(Stream.of(json.split("\"")).filter(part -> part.startsWith("ii")))
          .hasSize(5)
          .containsOnly("i".repeat(255));
    }
  }

  @Test
  void a_text_longer_than_any_message_is_not_even_decoded() {
    AuthorizationMessages messages = new AuthorizationMessages(List::of);
    String longest =
        Base64.getEncoder().encodeToString(new byte[AuthorizationMessages.MAX_LENGTH / 4 * 3]);
    assertThat(longest).hasSize(AuthorizationMessages.MAX_LENGTH);
    assertThat(messages.open(longest)).isEmpty();
    assertThatCode(() -> messages.open(longest + "AAAA")).doesNotThrowAnyException();
  }
}
