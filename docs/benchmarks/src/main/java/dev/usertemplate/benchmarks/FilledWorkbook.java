package dev.usertemplate.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * Writes a workbook with users, all of them valid and each of their eight texts different from all
 * others. The arguments are the file and the number of users.
 */
public final class FilledWorkbook {
  private static final List<String> HEADINGS =
      List.of(
          "No.",
          "Username",
          "Initial Password",
          "Email",
          "Mobile Number",
          "Expiration Time",
          "Description",
          "Department");

  private FilledWorkbook() {}

  /** Writes the file. */
  public static void main(String... args) throws IOException {
    try (OutputStream out = Files.newOutputStream(Path.of(args[0]));
        Workbook workbook = new Workbook(out, "User Template", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("Users");
      row(sheet, 0, HEADINGS);
      for (int row = 1; row <= Integer.parseInt(args[1]); row++) {
        row(sheet, row, user(row));
      }
    }
  }

  private static void row(Worksheet sheet, int row, List<String> texts) {
    for (int column = 0; column < texts.size(); column++) {
      sheet.value(row, column, texts.get(column));
    }
  }

  private static List<String> user(int row) {
    return List.of(
        "n" + row,
        "user" + row,
        "Password-" + row,
        "user%d@example.com".formatted(row),
        "+86138%08d".formatted(row),
        "2030-12-%02dT%02d:%02d:%02d.%03dZ"
            .formatted(1 + row / 100_000, row % 24, row / 24 % 60, row % 60, row % 1000),
        "The user in row " + row,
        "Department " + row);
  }
}
