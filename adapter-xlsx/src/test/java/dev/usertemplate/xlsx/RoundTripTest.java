package dev.usertemplate.xlsx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.Property;
import dev.usertemplate.core.RandomValues;
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
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

/** Whatever users are written into a template, the same are read back. */
class RoundTripTest {
  private static final String LETTERS_AND_DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private static final String UP_TO_SURROGATES = RandomValues.range(' ', '\uD7FF');

  private static final Column USER_NAME =
      Schema.of(ActivationType.USER_ACTIVATE).column("user_name").orElseThrow();

  @Test
  void valid_users_are_read_back_as_they_were_written() {
    Property.holds(60, any -> assertReadBack(any.of(TemplateRequest.all()), users(any)));
  }

  private static void assertReadBack(TemplateRequest request, List<Map<String, String>> any)
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
            row.createCell(column).setCellValue(AnyCellsTest.escaped(value));
          }
        }
      }
      workbook.write(out);
      return out.toByteArray();
    }
  }

  /** Among them none whose names differ in case only. */
  private static List<Map<String, String>> users(RandomValues any) {
    Map<String, Map<String, String>> users = new LinkedHashMap<>();
    for (Map<String, String> user : any.list(0, 30, () -> user(any))) {
      users.put(user.get("user_name").toLowerCase(Locale.ROOT), user);
    }
    return List.copyOf(users.values());
  }

  private static Map<String, String> user(RandomValues any) {
    return Map.of(
        "user_name",
        name(any),
        "password",
        password(any),
        "user_email",
        email(any),
        "user_phone",
        any.oneIn(3) ? "" : phone(any),
        "account_expires",
        any.oneIn(3) ? "" : time(any),
        "description",
        any.oneIn(3) ? "" : description(any));
  }

  private static String name(RandomValues any) {
    return first(
        () -> any.text(LETTERS_AND_DIGITS + "-_.", 1, 32),
        name -> USER_NAME.violations(name).isEmpty());
  }

  private static String password(RandomValues any) {
    String characters = RandomValues.range('!', '~') + "密码é";
    return any.oneOf(
        () -> any.text(characters, 8, 32), () -> any.text(characters, 1, 25) + "_x000D_");
  }

  private static String email(RandomValues any) {
    return any.text(LETTERS_AND_DIGITS + "!#$%&'*+-/=?^_`{|}~", 1, 20)
        + "@"
        + any.text(LETTERS_AND_DIGITS, 1, 20)
        + "."
        + any.text(LETTERS_AND_DIGITS, 1, 10);
  }

  private static String phone(RandomValues any) {
    return any.of("", "+")
        + any.text("123456789", 1, 1)
        + any.text("0123456789 /-", 0, 16)
        + any.text("0123456789", 1, 1);
  }

  private static String time(RandomValues any) {
    return "%d-%02d-%02d%s"
        .formatted(
            any.between(2000, 9999),
            any.between(1, 12),
            any.between(1, 28),
            any.of("", "T00:00:00Z", "T23:59:59Z", "T12:34:56.789Z"));
  }

  private static String description(RandomValues any) {
    return first(
        () -> String.join("", any.list(1, 12, () -> piece(any))).strip(),
        RoundTripTest::isDescription);
  }

  private static String piece(RandomValues any) {
    return any.oneOf(
        () -> any.text(UP_TO_SURROGATES, 0, 10),
        () -> any.text("\n\t_x0041_&<>\"']]>", 0, 10),
        () -> any.of("😀", "_x0041_", "]]>"));
  }

  /** A blank or invisible character at an end would be left out. */
  private static boolean isDescription(String text) {
    String ends = "[\\s\\p{Z}\\p{Cf}\\p{Cc}]";
    return !text.isEmpty() && !text.matches("(?s)" + ends + ".*|.*" + ends);
  }

  private static String first(Supplier<String> texts, Predicate<String> good) {
    return Stream.generate(texts).filter(good).findFirst().orElseThrow();
  }
}
