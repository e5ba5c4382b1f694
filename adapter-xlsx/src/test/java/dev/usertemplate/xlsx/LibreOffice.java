package dev.usertemplate.xlsx;

import static org.junit.jupiter.api.Assertions.fail;

import dev.usertemplate.core.RequiredProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    run("--convert-to", format, "--outdir", out.toString(), file.toString());
    String name = file.getFileName().toString();
    return out.resolve(name.substring(0, name.lastIndexOf('.') + 1) + format);
  }

  /**
   * Opens the file, does to its first sheet what a person would, and saves it under another name.
   *
   * @param statement in LibreOffice Basic; the sheet is the variable {@code s}
   */
  Path edit(Path file, String statement) throws Exception {
    Path edited = folder.resolve("edited.xlsx");
    // Makes the profile, which has an empty module for macros.
    run("--terminate_after_init");
    Files.writeString(
        folder.resolve("profile/user/basic/Standard/Module1.xba"),
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
        <script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
            script:language="StarBasic">
        Sub Main
         Dim hidden(0) As New com.sun.star.beans.PropertyValue
         hidden(0).Name = "Hidden" : hidden(0).Value = True
         d = StarDesktop.loadComponentFromURL("%s", "_blank", 0, hidden())
         s = d.Sheets.getByIndex(0)
         %s
         Dim xlsx(0) As New com.sun.star.beans.PropertyValue
         xlsx(0).Name = "FilterName" : xlsx(0).Value = "Calc MS Excel 2007 XML"
         d.storeToURL("%s", xlsx())
         d.close(True)
        End Sub
        </script:module>
        """
            .formatted(file.toUri(), statement, edited.toUri()));
    run("macro:///Standard.Module1.Main");
    return edited;
  }

  private void run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add("soffice");
    command.add("-env:UserInstallation=" + folder.resolve("profile").toUri());
    command.add("--headless");
    command.addAll(List.of(arguments));
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
