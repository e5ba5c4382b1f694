package dev.usertemplate.cli;

import dev.usertemplate.core.check.CheckUsers;
import dev.usertemplate.core.template.RenderTemplate;
import dev.usertemplate.core.template.TemplateRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Supplier;

/** What a command did, run in this process with streams of its own. */
record Trial(int exitCode, ByteArrayOutputStream output, String err) {

  /** A use case whose workbooks tell what was asked for. */
  static RenderTemplate telltale() {
    return new RenderTemplate(Trial::workbook);
  }

  /** The workbook of {@link #telltale()}. */
  static byte[] workbook(TemplateRequest request) {
    return ("PK " + request.language() + " " + request.activationType())
        .getBytes(StandardCharsets.UTF_8);
  }

  /** A full disk or a pipe without a reader. */
  static final class Broken extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("Broken pipe");
    }
  }

  static Trial run(Path folder, String... args) {
    return run(folder, Trial::telltale, false, 0, args);
  }

  static Trial onTerminal(Path folder, int columns, String... args) {
    return run(folder, Trial::telltale, true, columns, args);
  }

  static Trial run(Path folder, Supplier<RenderTemplate> useCase, String... args) {
    return run(folder, useCase, false, 0, args);
  }

  static Trial withOutput(OutputStream out, Path folder, String... args) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        program(output(out, false, 0), output(err, false, 0), folder, Trial::telltale).run(args);
    return new Trial(exitCode, new ByteArrayOutputStream(), err.toString(StandardCharsets.UTF_8));
  }

  private static Trial run(
      Path folder,
      Supplier<RenderTemplate> useCase,
      boolean terminal,
      int columns,
      String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        program(output(out, terminal, columns), output(err, terminal, columns), folder, useCase)
            .run(args);
    return new Trial(exitCode, out, err.toString(StandardCharsets.UTF_8));
  }

  private static Program program(
      Output out, Output err, Path folder, Supplier<RenderTemplate> useCase) {
    Input nothing = new Input(InputStream.nullInputStream(), false);
    return new Program(
        new Surroundings(nothing, out, err, folder), useCase, CheckUsers::withInstalledFormat);
  }

  private static Output output(OutputStream stream, boolean terminal, int columns) {
    return new Output(stream, terminal, StandardCharsets.UTF_8, terminal, columns);
  }

  byte[] bytes() {
    return output.toByteArray();
  }

  String out() {
    return output.toString(StandardCharsets.UTF_8);
  }
}
