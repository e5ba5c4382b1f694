package dev.usertemplate.xlsx;

import static dev.usertemplate.xlsx.BadWorkbook.byAdmin;
import static dev.usertemplate.xlsx.BadWorkbook.byUser;

import dev.usertemplate.xlsx.BadWorkbook.Formula;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.CellCopyPolicy;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;

/** The mistakes that people and programs make, each in a small workbook of its own. */
final class BadWorkbooks {
  private static final LocalDateTime NEW_YEAR = LocalDateTime.of(2031, 1, 1, 0, 0);

  private BadWorkbooks() {}

  static List<BadWorkbook> all() {
    return Stream.of(names(), passwords(), contacts(), times(), kinds(), rows(), structure())
        .flatMap(List::stream)
        .toList();
  }

  private static List<BadWorkbook> names() {
    String key = "user_name";
    return List.of(
        byUser("no name").cell(key, null).finds("B3 required"),
        byUser("a name of blanks").cell(key, " \u00A0").finds("B3 required"),
        byUser("a name of 33 characters").cell(key, "x".repeat(33)).finds("B3 length"),
        byUser("a name with a blank inside").cell(key, "two words").finds("B3 characters"),
        byUser("a Chinese name").cell(key, "张三").finds("B3 characters", "B3 first_character"),
        byUser("a name with an umlaut").cell(key, "zoë").finds("B3 characters"),
        byUser("a name that begins with a dot").cell(key, ".a").finds("B3 first_character"),
        byUser("a name that ends in a dot").cell(key, "a.").finds("B3 last_character"),
        byUser("a name that ends in an underscore").cell(key, "a_").finds("B3 last_character"),
        byUser("an email address as name").cell(key, "a@example.com").finds("B3 characters"),
        byUser("a name with a blank before it").cell(key, " alice").finds("B3 blanks"),
        byUser("a name with a no-break blank behind it")
            .cell(key, "alice\u00A0")
            .finds("B3 blanks"),
        byUser("a name with a line break behind it").cell(key, "alice\n").finds("B3 blanks"),
        byUser("a name with a zero-width blank").cell(key, "ali\u200Bce").finds("B3 invisible"),
        byUser("a name with a byte order mark").cell(key, "\uFEFFalice").finds("B3 invisible"),
        byUser("a full-width name").cell(key, "ａｌｉｃｅ").finds("B3 full_width"),
        byUser("a name with a smile").cell(key, "smile😀").finds("B3 characters"),
        byUser("the same name twice")
            .user(3, key, "alice")
            .user(4, key, "alice")
            .finds("B3 unique", "B4 unique"),
        byUser("the same name in another case")
            .user(3, key, "alice")
            .user(5, key, "ALICE")
            .finds("B3 unique", "B5 unique"),
        byUser("the same name in full width")
            .user(3, key, "alice")
            .user(4, key, "ａｌｉｃｅ")
            .finds("B3 unique", "B4 full_width", "B4 unique"),
        byUser("the same name three times")
            .user(3, key, "alice")
            .user(4, key, "Alice")
            .user(5, key, "alice ")
            .finds("B3 unique", "B4 unique", "B5 blanks", "B5 unique"),
        byUser("an injected formula as a text")
            .cell(key, "=cmd|' /C calc'!A0")
            .finds("B3 characters", "B3 first_character"));
  }

  private static List<BadWorkbook> passwords() {
    String key = "password";
    return List.of(
        byAdmin("no password").cell(key, null).finds("C3 required"),
        byAdmin("a password of 7 characters").cell(key, "1234567").finds("C3 length"),
        byAdmin("a password of 33 characters").cell(key, "x".repeat(33)).finds("C3 length"),
        byAdmin("a password as a number").cell(key, 12345678).finds("C3 number"),
        byAdmin("a long password as a number")
            .cell(key, 1.2345678901234E17)
            .finds("C3 digits_lost"),
        byAdmin("a password with a blank behind it")
            .cell(key, "Example-2030 ")
            .finds("C3 password_blanks"),
        byAdmin("a password from a formula")
            .cell(key, new Formula("\"Example\"&\"-2030\"", "Example-2030"))
            .finds("C3 formula"),
        byAdmin("a password that is an error").cell(key, FormulaError.REF).finds("C3 cell_error"));
  }

  private static List<BadWorkbook> contacts() {
    String email = "user_email";
    String phone = "user_phone";
    return List.of(
        byUser("neither email nor phone").cell(email, null).finds("C3 any_of"),
        byUser("an email without a domain").cell(email, "nobody").finds("C3 email_address"),
        byUser("an email without a dot").cell(email, "a@example").finds("C3 email_address"),
        byUser("an email with a name").cell(email, "Al <a@example.com>").finds("C3 email_address"),
        byUser("two emails").cell(email, "a@example.com;b@example.com").finds("C3 email_address"),
        byUser("an email with a comma").cell(email, "a@example,com").finds("C3 email_address"),
        byUser("an email with two dots").cell(email, "a..b@example.com").finds("C3 email_address"),
        byUser("an email of 65 characters")
            .cell(email, "l".repeat(53) + "@example.com")
            .finds("C3 length"),
        byUser("an email in full width").cell(email, "a＠example．com").finds("C3 full_width"),
        byUser("an email with a blank behind it").cell(email, "a@example.com ").finds("C3 blanks"),
        byUser("a Chinese domain").cell(email, "a@例子.com").finds("C3 email_address"),
        byUser("a phone as a number").cell(phone, 13800138000.0).finds("D3 number"),
        byUser("a phone that was shown in short").cell(phone, "1.38E+10").finds("D3 digits_lost"),
        byUser("a phone with all its digits").cell(phone, "1.3800138E+7").finds("D3 number"),
        byUser("a phone of 16 digits as a number")
            .cell(phone, 8613800138000123.0)
            .finds("D3 digits_lost"),
        byUser("a phone with 00").cell(phone, "008613800138000").finds("D3 international_prefix"),
        byUser("a phone in full width").cell(phone, "１３８００１３８０００").finds("D3 full_width"),
        byUser("a phone with brackets").cell(phone, "(010)1234567").finds("D3 phone_number"),
        byUser("a phone with letters").cell(phone, "call me").finds("D3 phone_number"),
        byUser("a phone of 21 digits").cell(phone, "123456789012345678901").finds("D3 length"),
        byUser("a phone that ends in a hyphen").cell(phone, "138-").finds("D3 phone_number"),
        byUser("two phones")
            .cell(phone, "13800138000,13900139000")
            .finds("D3 length", "D3 phone_number"),
        byUser("a phone that became a date").cell(phone, NEW_YEAR).finds("D3 date_instead_of_text"),
        byUser("a negative phone").cell(phone, -138).finds("D3 number", "D3 phone_number"));
  }

  private static List<BadWorkbook> times() {
    String key = "account_expires";
    return List.of(
        byUser("month first").cell(key, "12/31/2030").finds("E3 expiration_time"),
        byUser("day first").cell(key, "31.12.2030").finds("E3 expiration_time"),
        byUser("a year of two digits").cell(key, "30-12-31").finds("E3 expiration_time"),
        byUser("a day that does not exist").cell(key, "2030-02-29").finds("E3 expiration_time"),
        byUser("an hour that does not exist")
            .cell(key, "2030-12-31T24:00:00Z")
            .finds("E3 expiration_time"),
        byUser("a year long ago").cell(key, "1999-12-31").finds("E3 expiration_time"),
        byUser("a word").cell(key, "never").finds("E3 expiration_time"),
        byUser("a number of days as a text").cell(key, "47848").finds("E3 expiration_time"),
        byUser("a number of days").cell(key, 47848).finds("E3 date_form"),
        byUser("a number that is no day of ours").cell(key, 20301231).finds("E3 expiration_time"),
        byUser("a true date long ago")
            .cell(key, LocalDateTime.of(1999, 1, 1, 0, 0))
            .finds("E3 expiration_time"),
        byUser("slashes").cell(key, "2030/12/31").finds("E3 date_form"),
        byUser("no leading zeros").cell(key, "2030-1-5").finds("E3 date_form"),
        byUser("Chinese signs").cell(key, "2030年1月5日").finds("E3 date_form"),
        byUser("a time without a zone").cell(key, "2030-12-31 23:59:59").finds("E3 date_form"),
        byUser("a time of another zone")
            .cell(key, "2030-12-31T08:00:00+08:00")
            .finds("E3 date_form"),
        byUser("a date in full width").cell(key, "２０３０－１２－３１").finds("E3 full_width"),
        byUser("a date with a blank").cell(key, "2030-12-31 ").finds("E3 blanks"),
        byUser("a truth value").cell(key, true).finds("E3 boolean", "E3 expiration_time"),
        byUser("a description of 256 characters")
            .cell("description", "d".repeat(256))
            .finds("F3 length"),
        byUser("a description with blanks around it")
            .cell("description", " d\t")
            .finds("F3 blanks"));
  }

  private static List<BadWorkbook> kinds() {
    return List.of(
        byUser("a name as a number").cell("user_name", 7).finds("B3 number"),
        byUser("a name as a truth value").cell("user_name", true).finds("B3 boolean"),
        byUser("a name that is an error").cell("user_name", FormulaError.NA).finds("B3 cell_error"),
        byUser("a formula with a good result")
            .cell("user_name", new Formula("\"a\"&\"b\"", "ab"))
            .finds("B3 formula"),
        byUser("a formula with a bad result")
            .cell("user_email", new Formula("\"a\"", "a"))
            .finds("C3 formula", "C3 email_address"),
        byUser("a formula without a result")
            .cell("description", new Formula("A1&B1", null))
            .sheet(
                sheet -> {
                  var cell = sheet.getRow(2).getCell(5).getCTCell();
                  if (cell.isSetV()) {
                    cell.unsetV();
                  }
                })
            .finds("F3 formula_without_result"),
        byUser("a cell of 32,767 characters")
            .cell("description", "d".repeat(32_767))
            .finds("F3 length"));
  }

  private static List<BadWorkbook> rows() {
    return List.of(
        byUser("a row with nothing but an email").cell("user_name", null).finds("B3 required"),
        byUser("a hidden row")
            .user(3)
            .user(4)
            .sheet(sheet -> sheet.getRow(3).setZeroHeight(true))
            .finds("rows_hidden"),
        byUser("a hidden row with a mistake")
            .user(3, "user_email", "x")
            .sheet(sheet -> sheet.getRow(2).setZeroHeight(true))
            .finds("rows_hidden", "C3 email_address"),
        byUser("a mistake far below")
            .user(3)
            .user(1000, "user_email", "x")
            .finds("C1000 email_address"),
        byUser("the example with another name")
            .sheet(sheet -> sheet.getRow(1).getCell(1).setCellValue("john doe"))
            .finds("B2 characters"),
        byUser("everything wrong at once")
            .user(
                3,
                "user_name",
                "_",
                "user_email",
                "x",
                "user_phone",
                "x",
                "account_expires",
                "x",
                "description",
                "d".repeat(300))
            .finds(
                "B3 first_character",
                "B3 last_character",
                "C3 email_address",
                "D3 phone_number",
                "E3 expiration_time",
                "F3 length"));
  }

  private static List<BadWorkbook> structure() {
    return List.of(
        byUser("a column of somebody's own")
            .user(3)
            .sheet(sheet -> sheet.getRow(0).createCell(6).setCellValue("Department"))
            .finds("G1 column_ignored"),
        byUser("a column twice")
            .user(3)
            .sheet(sheet -> sheet.getRow(0).createCell(7).setCellValue("Email"))
            .finds("H1 column_repeated"),
        byUser("no column for names")
            .user(3)
            .sheet(sheet -> removeColumn(sheet, 1))
            .finds("A1 column_missing"),
        byUser("neither of the contact columns")
            .user(3)
            .sheet(sheet -> removeColumn(sheet, 2))
            .sheet(sheet -> removeColumn(sheet, 3))
            .finds("A1 column_missing"),
        byAdmin("no column for passwords")
            .user(3)
            .sheet(sheet -> removeColumn(sheet, 2))
            .finds("A1 column_missing"),
        byUser("a column for passwords where users activate")
            .user(3)
            .sheet(sheet -> sheet.getRow(0).createCell(6).setCellValue("Initial Password"))
            .finds("G1 column_ignored"),
        byUser("another sheet")
            .user(3)
            .edited(
                workbook ->
                    workbook.createSheet("Notes").createRow(0).createCell(0).setCellValue("x"))
            .finds("sheet_ignored"),
        byUser("the headings once more")
            .user(3)
            .sheet(sheet -> sheet.copyRows(0, 0, 5, new CellCopyPolicy()))
            .finds("headings_repeated"),
        byUser("a newer version")
            .user(3)
            .edited(
                workbook ->
                    workbook
                        .getProperties()
                        .getCustomProperties()
                        .getProperty("user_template.schema_version")
                        .setLpwstr("2"))
            .finds("schema_version"),
        byUser("more users than the console takes")
            .sheet(BadWorkbooks::fill)
            .finds("too_many_users"));
  }

  private static void removeColumn(XSSFSheet sheet, int column) {
    for (int row = 0; row <= sheet.getLastRowNum(); row++) {
      XSSFRow cells = sheet.getRow(row);
      if (cells != null && cells.getCell(column) != null) {
        cells.removeCell(cells.getCell(column));
      }
    }
    // As spreadsheet programs do: a name without its cell is none.
    sheet.getWorkbook().getAllNames().stream()
        .filter(name -> name.getRefersToFormula().endsWith("$" + (char) ('A' + column) + "$1"))
        .filter(name -> name.getNameName().startsWith("ut_column_"))
        .toList()
        .forEach(sheet.getWorkbook()::removeName);
  }

  private static void fill(XSSFSheet sheet) {
    for (int row = 2; row < 203; row++) {
      XSSFRow cells = sheet.createRow(row);
      cells.createCell(1).setCellValue("user" + row);
      cells.createCell(2).setCellValue("a@example.com");
    }
  }
}
