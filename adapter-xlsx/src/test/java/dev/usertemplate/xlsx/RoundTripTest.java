package dev.usertemplate.xlsx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.check.CheckOptions;
import dev.usertemplate.core.check.CheckReport;
import dev.usertemplate.core.check.CheckUsers;
import dev.usertemplate.core.check.User;
import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.schema.Column;
import dev.usertemplate.core.schema.Requirement;
import dev.usertemplate.core.schema.Rule.ExpirationTime;
import dev.usertemplate.core.schema.Schema;
import dev.usertemplate.core.template.TemplateRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Whatever users are written into a template, the same are read back. */
class RoundTripTest {
  private static final String LETTERS_AND_DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  @Property(tries = 60, seed = "42")
  void valid_users_are_read_back_as_they_were_written(
      @ForAll("requests") TemplateRequest request, @ForAll("users") List<Map<String, String>> any)
      throws IOException {
    List<Column> columns = Schema.of(request.activationType()).columns();
    List<Map<String, String>> users =
        any.stream().filter(user -> hasWhatIsRequired(user, columns)).toList();
    byte[] file = write(request, columns, users);

    CheckUsers checkUsers = CheckUsers.withInstalledFormat();
    List<Map<String, Object>> read = new ArrayList<>();
    CheckReport report =
        checkUsers.check(
            new SeekableInMemoryByteChannel(file), CheckOptions.DEFAULT.withStrict(true));
    checkUsers.readUsers(
        new SeekableInMemoryByteChannel(file),
        CheckOptions.DEFAULT,
        report,
        (User user) -> read.add(user.document()));

    assertThat(report.findings()).isEmpty();
    assertThat(read)
        .isEqualTo(users.stream().map(user -> expected(user, columns, request)).toList());
  }

  private static boolean hasWhatIsRequired(Map<String, String> user, List<Column> columns) {
    return columns.stream()
        .filter(column -> column.requirement() == Requirement.REQUIRED)
        .noneMatch(column -> user.getOrDefault(column.key(), "").isEmpty());
  }

  private static Map<String, Object> expected(
      Map<String, String> user, List<Column> columns, TemplateRequest request) {
    Map<String, Object> expected = new LinkedHashMap<>();
    for (Column column : columns) {
      String value = user.getOrDefault(column.key(), "");
      if (!value.isEmpty()) {
        expected.put(
            column.key(),
            column.key().equals("account_expires") ? ExpirationTime.moment(value) : value);
      }
    }
    expected.put("active_type", request.activationType().wireName());
    return expected;
  }

  private static byte[] write(
      TemplateRequest request, List<Column> columns, List<Map<String, String>> users)
      throws IOException {
    try (XSSFWorkbook workbook =
            new XSSFWorkbook(new ByteArrayInputStream(new XlsxTemplateRenderer().render(request)));
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      XSSFSheet sheet = workbook.getSheetAt(0);
      for (int i = 0; i < users.size(); i++) {
        XSSFRow row = sheet.createRow(i + 2);
        for (int column = 0; column < columns.size(); column++) {
          String value = users.get(i).getOrDefault(columns.get(column).key(), "");
          if (!value.isEmpty()) {
            row.createCell(column).setCellValue(value);
          }
        }
      }
      workbook.write(out);
      return out.toByteArray();
    }
  }

  @Provide
  static Arbitrary<TemplateRequest> requests() {
    return Arbitraries.of(TemplateRequest.all());
  }

  @Provide
  static Arbitrary<List<Map<String, String>>> users() {
    return user()
        .list()
        .ofMaxSize(30)
        .uniqueElements(user -> user.getOrDefault("user_name", "").toLowerCase(Locale.ROOT));
  }

  private static Arbitrary<Map<String, String>> user() {
    return Combinators.combine(
            names(),
            passwords(),
            emails(),
            optional(phones()),
            optional(times()),
            optional(words()))
        .as(
            (name, password, email, phone, time, words) ->
                Map.of(
                    "user_name", name,
                    "password", password,
                    "user_email", email,
                    "user_phone", phone,
                    "account_expires", time,
                    "description", words));
  }

  private static Arbitrary<String> names() {
    return strings(LETTERS_AND_DIGITS + "-_.", 1, 32)
        .filter(
            name ->
                Schema.of(ActivationType.USER_ACTIVATE)
                    .column("user_name")
                    .orElseThrow()
                    .violations(name)
                    .isEmpty());
  }

  private static Arbitrary<String> passwords() {
    return Arbitraries.strings()
        .withCharRange('!', '~')
        .withChars("密码é=+@_x000D_")
        .ofMinLength(8)
        .ofMaxLength(32);
  }

  private static Arbitrary<String> emails() {
    return Combinators.combine(
            strings(LETTERS_AND_DIGITS + "!#$%&'*+-/=?^_`{|}~", 1, 20),
            strings(LETTERS_AND_DIGITS, 1, 20),
            strings(LETTERS_AND_DIGITS, 1, 10))
        .as((local, domain, top) -> local + "@" + domain + "." + top);
  }

  private static Arbitrary<String> phones() {
    return Combinators.combine(
            Arbitraries.of("", "+"),
            strings("123456789", 1, 1),
            strings("0123456789 /-", 0, 16),
            strings("0123456789", 1, 1))
        .as((plus, first, middle, last) -> plus + first + middle + last);
  }

  private static Arbitrary<String> times() {
    return Combinators.combine(
            Arbitraries.integers().between(2000, 9999),
            Arbitraries.integers().between(1, 12),
            Arbitraries.integers().between(1, 28),
            Arbitraries.of("", "T00:00:00Z", "T23:59:59Z", "T12:34:56.789Z"))
        .as((year, month, day, time) -> "%d-%02d-%02d%s".formatted(year, month, day, time));
  }

  private static Arbitrary<String> words() {
    return Arbitraries.strings()
        .withCharRange(' ', '\uD7FF')
        .withChars("\n\t_x0041_😀&<>\"']]>")
        .ofMinLength(1)
        .ofMaxLength(120)
        .map(String::strip)
        .filter(text -> isDescription(text));
  }

  /** A blank or invisible character at an end would be left out. */
  private static boolean isDescription(String text) {
    String ends = "[\\s\\p{Z}\\p{Cf}\\p{Cc}]";
    return !text.isEmpty()
        && !text.matches("(?s)" + ends + ".*|.*" + ends)
        && text.codePoints().noneMatch(it -> Character.getType(it) == Character.SURROGATE);
  }

  private static Arbitrary<String> optional(Arbitrary<String> values) {
    return values.injectNull(0.3).map(value -> value == null ? "" : value);
  }

  private static Arbitrary<String> strings(String characters, int min, int max) {
    return Arbitraries.strings().withChars(characters).ofMinLength(min).ofMaxLength(max);
  }
}
