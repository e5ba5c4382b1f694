package dev.usertemplate.xlsx;

import static org.junit.jupiter.api.Assertions.fail;

import dev.usertemplate.core.RequiredProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The spreadsheet program that judges our workbooks: someone else's reader and calculator. */
final class LibreOffice {
  private final Path folder;

  private LibreOffice(Path folder) {
    this.folder = folder;
  }

  /** LibreOffice with a profile of its own in the folder. Without it, the test is skipped. */
  static LibreOffice in(Path folder) {
    RequiredProgram.need("soffice");
    return new LibreOffice(folder);
  }

  /**
   * Opens the file, calculates it, and saves it anew.
   *
   * @param format the extension to save with, such as {@code pdf}
   */
  Path convert(Path file, String format) throws Exception {
    Path out = Files.createDirectories(folder.resolve("converted"));
    run(
        List.of(
            "soffice",
            "-env:UserInstallation=" + folder.resolve("profile").toUri(),
            "--headless",
            "--convert-to",
            format,
            "--outdir",
            out.toString(),
            file.toString()));
    String name = file.getFileName().toString();
    return out.resolve(name.substring(0, name.lastIndexOf('.') + 1) + format);
  }

  private void run(List<String> command) throws IOException, InterruptedException {
    Path output = folder.resolve("soffice.log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(3, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      fail("LibreOffice did not come back: " + command);
    }
    if (process.exitValue() != 0) {
      fail(command + " failed: " + Files.readString(output));
    }
  }
}
