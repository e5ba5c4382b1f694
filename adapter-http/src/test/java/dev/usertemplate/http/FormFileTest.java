package dev.usertemplate.http;

import static dev.usertemplate.http.Answers.assertError;
import static dev.usertemplate.http.Answers.json;
import static dev.usertemplate.http.Answers.text;
import static dev.usertemplate.http.TemplateDownloadTest.header;
import static dev.usertemplate.http.WorkbookCheckTest.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormFileTest {
  private static final TestServer SERVER = new TestServer(Map.of(Setting.MAX_UPLOAD, "2"));
  private static final byte[] WORKBOOK = Workbooks.withOneMistake();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void a_form_with_the_workbook_as_its_file_is_taken() {
    HttpResponse<byte[]> answer = form(part("note", "x"), part("file", WORKBOOK), part("b", "y"));

    assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
    assertThat(json(answer)).isEqualTo(json(SERVER.post(PATH, WORKBOOK)));
  }

  @Test
  void a_form_without_exactly_one_file_is_refused() {
    assertRefused(
        form(part("workbook", WORKBOOK)), "exactly one part with the name file, and has 0");
    assertRefused(form(part("file", WORKBOOK), part("file", WORKBOOK)), "and has 2");
    assertRefused(form(), "form cannot be read");
    byte[][] many = new byte[40][];
    for (int i = 0; i < many.length; i++) {
      many[i] = part("p" + i, "x");
    }
    assertRefused(form(many), "more than 16 parts");
    assertRefused(form(part("x".repeat(10_000), "x"), part("file", WORKBOOK)), "longer headers");
  }

  @Test
  void a_malformed_form_is_refused() {
    String type = "multipart/form-data";
    assertRefused(SERVER.post(PATH, WORKBOOK, "Content-Type", type), "no boundary");
    assertRefused(SERVER.post(PATH, WORKBOOK, "Content-Type", type + "; boundary="), "boundary");
    assertRefused(
        SERVER.post(PATH, WORKBOOK, "Content-Type", type + "; boundary=other"),
        "form cannot be read");
    byte[] cut = body(part("file", WORKBOOK));
    assertRefused(
        SERVER.post(
            PATH, Arrays.copyOf(cut, cut.length - 20), "Content-Type", type + "; boundary=b"),
        "form cannot be read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"", "\"b", "\"b\\", "b; x=\""})
  void a_malformed_boundary_is_refused(String boundary) {
    try (CapturedLog log = new CapturedLog(SERVER)) {
      HttpResponse<byte[]> answer =
          SERVER.post(
              PATH,
              body(part("file", WORKBOOK)),
              "Content-Type",
              "multipart/form-data; boundary=" + boundary);
      assertRefused(answer, "form cannot be read: its Content-Type");
      assertThat(log.events()).isEmpty();
    }
  }

  @Test
  void a_malformed_header_of_a_part_is_refused() {
    byte[] part =
        concat("--b\r\nContent-Disposition: form-data; name=\"file\r\n\r\n", WORKBOOK, "\r\n");
    assertRefused(form(part), "form cannot be read");
  }

  @Test
  void a_boundary_has_at_most_the_length_of_its_standard() {
    for (int length : new int[] {70, 71, 8000}) {
      String boundary = "b".repeat(length);
      String form =
          new String(body(part("file", WORKBOOK)), StandardCharsets.ISO_8859_1)
              .replace("--b", "--" + boundary);
      HttpResponse<byte[]> answer =
          SERVER.post(
              PATH,
              form.getBytes(StandardCharsets.ISO_8859_1),
              "Content-Type",
              "multipart/form-data; boundary=" + boundary);
      if (length == 70) {
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
      } else {
        assertRefused(answer, "its boundary has more than 70 characters");
      }
    }
  }

  @Test
  void a_file_name_means_nothing() {
    byte[] part =
        concat(
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../../../x\"\r\n\r\n",
            WORKBOOK,
            "\r\n");
    try (CapturedLog log = new CapturedLog(SERVER)) {
      assertThat(form(part).statusCode()).isEqualTo(200);
      assertThat(log.events()).isEmpty();
    }
  }

  private static void assertRefused(HttpResponse<byte[]> answer, String sentence) {
    assertError(answer, 400, "WKS.00211102", "The parameter is invalid.");
    assertThat(json(answer).get("error_detail").stringValue()).contains(sentence);
    assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
  }

  private static HttpResponse<byte[]> form(byte[]... parts) {
    return SERVER.post(PATH, body(parts), "Content-Type", "multipart/form-data; boundary=b");
  }

  static byte[] body(byte[]... parts) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      body.writeBytes(part);
    }
    body.writeBytes("--b--\r\n".getBytes(StandardCharsets.US_ASCII));
    return body.toByteArray();
  }

  private static byte[] part(String name, String value) {
    return part(name, value.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] part(String name, byte[] value) {
    return concat(
        "--b\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"f\"\r\n\r\n"
            .formatted(name),
        value,
        "\r\n");
  }

  private static byte[] concat(String before, byte[] value, String after) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(before.getBytes(StandardCharsets.UTF_8));
    all.writeBytes(value);
    all.writeBytes(after.getBytes(StandardCharsets.UTF_8));
    return all.toByteArray();
  }
}
