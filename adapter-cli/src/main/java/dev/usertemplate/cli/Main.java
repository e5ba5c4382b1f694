package dev.usertemplate.cli;

import dev.usertemplate.core.check.CheckUsers;
import dev.usertemplate.core.template.RenderTemplate;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.util.Locale;

/** The composition root of the command line: binds it to the process and to what is installed. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    int exitCode = run(args);
    // To exit costs some: newer JVMs look for somebody who logs it.
    if (exitCode != ExitCode.OK.number()) {
      System.exit(exitCode);
    }
  }

  static int run(String... args) {
    // What is written depends on the options alone. An Arabic machine's digits, for example, would
    // break the completion script.
    Locale.setDefault(Locale.ROOT);
    // Nobody writes Groovy in its annotations, and to look for it opens every jar.
    System.setProperty("picocli.disable.closures", "true");
    // Not System.out: a PrintStream hides that it could not write.
    Surroundings surroundings =
        new Surroundings(
            new Input(new FileInputStream(FileDescriptor.in), Terminal.isTerminal(Terminal.STDIN)),
            Output.ofProcess(new FileOutputStream(FileDescriptor.out), Terminal.STDOUT),
            Output.ofProcess(new FileOutputStream(FileDescriptor.err), Terminal.STDERR),
            Path.of(""));
    return new Program(
            surroundings,
            RenderTemplate::withInstalledRenderer,
            CheckUsers::withInstalledFormat,
            args)
        .run();
  }
}
