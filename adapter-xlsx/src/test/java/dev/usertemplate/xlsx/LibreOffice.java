package dev.usertemplate.xlsx;

import com.sun.star.container.XIndexAccess;
import com.sun.star.sheet.XSpreadsheetDocument;
import com.sun.star.table.XColumnRowRange;
import com.sun.star.table.XTableRows;
import com.sun.star.uno.UnoRuntime;
import dev.usertemplate.core.RequiredProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.jodconverter.core.office.OfficeException;
import org.jodconverter.core.office.OfficeManager;
import org.jodconverter.core.office.OfficeUtils;
import org.jodconverter.local.LocalConverter;
import org.jodconverter.local.filter.Filter;
import org.jodconverter.local.filter.NoopFilter;
import org.jodconverter.local.office.LocalOfficeManager;
import org.jodconverter.local.process.PureJavaProcessManager;

/**
 * The spreadsheet program that judges our workbooks: someone else's reader and calculator. One
 * process does the work of all tests.
 */
final class LibreOffice {
  private static final long PATIENCE = Duration.ofMinutes(5).toMillis();

  private final Path folder;

  private LibreOffice(Path folder) {
    this.folder = folder;
  }

  /** Started when it is first asked for, and not again if that fails. */
  private static final class Shared {
    static final OfficeManager OFFICE = start(RequiredProgram.need("soffice"));

    private static OfficeManager start(Path program) {
      try {
        OfficeManager office =
            LocalOfficeManager.builder()
                .officeHome(program.toRealPath().getParent().getParent().toFile())
                .portNumbers(freePort())
                .workingDir(Files.createTempDirectory("libreoffice").toFile())
                .processManager(PureJavaProcessManager.getDefault())
                .processTimeout(PATIENCE)
                .taskQueueTimeout(PATIENCE)
                .taskExecutionTimeout(PATIENCE)
                .maxTasksPerProcess(0)
                .startFailFast(true)
                .build();
        office.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> OfficeUtils.stopQuietly(office)));
        return office;
      } catch (IOException | OfficeException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  /** LibreOffice, which saves into the folder. Without it, the test is skipped. */
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
    String name = file.getFileName().toString();
    return save(
        file, out.resolve(name.substring(0, name.lastIndexOf('.') + 1) + format), NoopFilter.NOOP);
  }

  /**
   * Opens the file, does to its first sheet what a person would, and saves it under another name.
   */
  Path edit(Path file, Consumer<XTableRows> change) throws Exception {
    return save(
        file,
        folder.resolve("edited.xlsx"),
        (context, document, chain) -> {
          var sheets = UnoRuntime.queryInterface(XSpreadsheetDocument.class, document).getSheets();
          Object first = UnoRuntime.queryInterface(XIndexAccess.class, sheets).getByIndex(0);
          change.accept(UnoRuntime.queryInterface(XColumnRowRange.class, first).getRows());
          chain.doFilter(context, document);
        });
  }

  private static Path save(Path file, Path target, Filter step) throws OfficeException {
    LocalConverter.builder()
        .officeManager(Shared.OFFICE)
        .filterChain(step)
        .build()
        .convert(file.toFile())
        .to(target.toFile())
        .execute();
    return target;
  }
}
