package dev.usertemplate.cli;

import dev.usertemplate.core.template.RenderTemplate;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;

/** The composition root of the command line: binds it to the process and to what is installed. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  // Not System.out: a PrintStream hides that it could not write.
  private static int run(String... args) {
    return new Program(
            Output.ofProcess(new FileOutputStream(FileDescriptor.out), Terminal.STDOUT),
            Output.ofProcess(new FileOutputStream(FileDescriptor.err), Terminal.STDERR),
            Path.of(""),
            RenderTemplate::withInstalledRenderer)
        .run(args);
  }
}
