package dev.usertemplate.http;

import static dev.usertemplate.http.Answers.assertError;
import static dev.usertemplate.http.Answers.json;
import static dev.usertemplate.http.Answers.text;
import static dev.usertemplate.http.TemplateDownloadTest.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.schema.Schema;
import dev.usertemplate.core.schema.Texts;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The web page as it goes over the wire; how it behaves in a browser is another test's matter. */
class WebPageTest {
  private static final Path FOLDER = Path.of("src/main/resources/dev/usertemplate/http/web");
  private static final TestServer SERVER = new TestServer(Map.of(Setting.MAX_UPLOAD, "2"));

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  static Stream<String> paths() {
    return Stream.concat(
        Stream.of("/", WebPage.DOCUMENT),
        WebPage.FILES.keySet().stream()
            .filter(name -> !name.equals("index.html"))
            .map(name -> WebPage.FOLDER + name));
  }

  @ParameterizedTest
  @MethodSource("paths")
  void each_file_is_answered_strictly_and_can_be_asked_for_again(String path) {
    HttpResponse<byte[]> answer = SERVER.get(path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Content-Type")).matches("application/json|\\S+; ?charset=utf-8");
    assertThat(header(answer, "Content-Length")).isEqualTo("" + answer.body().length);
    assertThat(header(answer, "Cache-Control")).isEqualTo("no-cache");
    assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(answer, "Content-Security-Policy"))
        .startsWith("default-src 'none'; script-src 'self';")
        .contains("form-action 'none'", "base-uri 'none'", "frame-ancestors 'none'")
        .doesNotContain("unsafe", "*", "http");

    HttpResponse<byte[]> held = SERVER.get(path, "If-None-Match", header(answer, "ETag"));
    assertThat(held.statusCode()).isEqualTo(304);
    assertThat(held.body()).isEmpty();
    assertThat(header(held, "ETag")).isEqualTo(header(answer, "ETag"));
    assertThat(SERVER.get(path, "If-None-Match", "\"other\"").body()).isEqualTo(answer.body());

    HttpResponse<byte[]> head = SERVER.send("HEAD", path);
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    for (String name : List.of("Content-Type", "Content-Length", "ETag")) {
      assertThat(header(head, name)).isEqualTo(header(answer, name));
    }
  }

  @ParameterizedTest
  @MethodSource("paths")
  void other_methods_are_told_which_ones_to_use(String path) {
    HttpResponse<byte[]> answer = SERVER.send("POST", path);
    assertError(answer, 405, "WKS.00000405", "not allowed");
    assertThat(header(answer, "Allow").split(", ")).containsExactlyInAnyOrder("GET", "HEAD");
  }

  @Test
  void there_is_nothing_else_beside_them() {
    for (String path : List.of("/web", "/web/", "/web/texts_en_US.properties", "/web/../web")) {
      assertThat(SERVER.get(path).statusCode()).as(path).isIn(400, 404);
    }
  }

  @Test
  void every_file_of_the_folder_is_served_and_nothing_refers_to_another_server() throws Exception {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> !name.endsWith(".properties"))
          .containsExactlyInAnyOrderElementsOf(WebPage.FILES.keySet());
    }
    for (String name : WebPage.FILES.keySet()) {
      assertThat(Files.readString(FOLDER.resolve(name)).replace("http://www.w3.org/2000/svg", ""))
          .as(name)
          .doesNotContainPattern("(?i)(https?:)?//[\\w.]+\\.\\w")
          .doesNotContainPattern("<style| style=|<script(?! type=\"module\" src=)| on\\w+=\"");
    }
  }

  @Test
  void it_is_public_while_the_operations_are_not(@TempDir Path folder) throws Exception {
    Path access = AccessFiles.example(folder);
    try (TestServer server = new TestServer(Map.of(Setting.ACCESS, access.toString()))) {
      assertThat(server.get("/").statusCode()).isEqualTo(200);
      assertThat(document(server).get("credentials").stringValue()).isEqualTo("signature");
      assertThat(server.get(TestServer.PATH).statusCode()).isEqualTo(401);
    }
    Map<Setting, String> tokens = Map.of(Setting.KEYSTONE_URL, "http://127.0.0.1:9");
    try (TestServer server = new TestServer(tokens)) {
      assertThat(document(server).get("credentials").stringValue()).isEqualTo("token");
    }
    assertThat(document(SERVER).get("credentials").stringValue()).isEqualTo("none");
  }

  @Test
  void it_can_be_turned_off() {
    try (TestServer server = new TestServer(Map.of(Setting.WEB_PAGE, "false"))) {
      paths()
          .forEach(
              path -> {
                assertError(server.get(path), 404, "APIGW.0101", "does not exist");
                assertThat(server.send("HEAD", path).statusCode()).isEqualTo(404);
              });
      assertThat(server.get(TestServer.PATH).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void its_document_holds_the_columns_of_the_schema() {
    JsonNode document = document(SERVER);

    assertThat(document.get("max_upload").intValue()).isEqualTo(2 * 1024 * 1024);
    for (Language language : Language.values()) {
      Texts texts = Texts.of(language);
      for (ActivationType type : ActivationType.values()) {
        JsonNode columns =
            document.at("/languages/%s/columns/%s".formatted(language.wireName(), type.wireName()));
        assertThat(columns.findValuesAsString("heading"))
            .isEqualTo(Schema.of(type).columns().stream().map(texts::heading).toList());
        assertThat(columns.findValuesAsString("rules"))
            .isEqualTo(Schema.of(type).columns().stream().map(texts::rules).toList());
      }
    }
  }

  @Test
  void every_language_has_the_same_words_each_with_its_places() {
    Map<String, String> english = WebPageDocument.texts(Language.EN_US);
    for (Language language : Language.values()) {
      Map<String, String> words = WebPageDocument.texts(language);
      assertThat(places(words)).as(language.wireName()).isEqualTo(places(english));
      assertThat(words.values()).isNotEmpty().noneMatch(String::isBlank);
    }
  }

  private static Map<String, Integer> places(Map<String, String> words) {
    Map<String, Integer> places = new HashMap<>();
    words.forEach((key, word) -> places.put(key, word.split("%s", -1).length - 1));
    return places;
  }

  /** A word that nobody says, or that is said without being there, shows here. */
  @Test
  void the_page_says_all_of_its_words_and_no_others() throws Exception {
    JsonNode words = document(SERVER).at("/languages/en_US/texts");
    StringBuilder page = new StringBuilder();
    for (String name : WebPage.FILES.keySet()) {
      page.append(Files.readString(FOLDER.resolve(name)));
    }
    TreeSet<String> said = new TreeSet<>();
    Pattern.compile("[\"`]([a-z]\\w*(?:\\.\\w+)+)[\"`]")
        .matcher(page)
        .results()
        .map(it -> it.group(1))
        .filter(key -> !key.matches(".*\\.(js|json|css|svg)|web/.*|user-template\\..*"))
        .forEach(said::add);
    assertThat(said).isNotEmpty().allMatch(words::has, "is a word");

    // These are put together: a severity, a status, a kind of row, an activation type.
    assertThat(WebPageDocument.texts(Language.EN_US).keySet())
        .filteredOn(
            key ->
                !key.matches(
                    "severity\\.\\w+|error\\.[45]\\d\\d|results\\.(users|valid|rejected|blank|example|hidden)"))
        .isNotEmpty()
        .allMatch(said::contains, "is said");
  }

  private static JsonNode document(TestServer server) {
    HttpResponse<byte[]> answer = server.get(WebPage.DOCUMENT);
    assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
    return json(answer);
  }
}
