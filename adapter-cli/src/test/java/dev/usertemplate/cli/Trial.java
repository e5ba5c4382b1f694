package dev.usertemplate.cli;

import dev.usertemplate.core.check.CheckUsers;
import dev.usertemplate.core.template.RenderTemplate;
import dev.usertemplate.core.template.TemplateRequest;
import dev.usertemplate.core.workbook.WorkbookFormat;
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
    return Stage.in(folder).run(args);
  }

  static Trial onTerminal(Path folder, int columns, String... args) {
    return Stage.in(folder).onTerminal(columns).run(args);
  }

  static Trial run(Path folder, Supplier<RenderTemplate> useCase, String... args) {
    return Stage.in(folder).rendering(useCase).run(args);
  }

  static Trial withOutput(OutputStream out, Path folder, String... args) {
    return Stage.in(folder).run(out, args);
  }

  /** What a command is going to be run in; nothing else than said. */
  record Stage(
      Path folder,
      Supplier<RenderTemplate> renderTemplate,
      Supplier<CheckUsers> checkUsers,
      Input input,
      boolean terminal,
      int columns) {
    static Stage in(Path folder) {
      return new Stage(
          folder,
          Trial::telltale,
          CheckUsers::withInstalledFormat,
          new Input(InputStream.nullInputStream(), false),
          false,
          0);
    }

    Stage rendering(Supplier<RenderTemplate> other) {
      return new Stage(folder, other, checkUsers, input, terminal, columns);
    }

    Stage reading(WorkbookFormat format) {
      CheckUsers useCase = new CheckUsers(format);
      return new Stage(folder, renderTemplate, () -> useCase, input, terminal, columns);
    }

    Stage fed(InputStream stream) {
      Input other = new Input(stream, false);
      return new Stage(folder, renderTemplate, checkUsers, other, terminal, columns);
    }

    Stage onTerminal(int width) {
      Input other = new Input(input.stream(), true);
      return new Stage(folder, renderTemplate, checkUsers, other, true, width);
    }

    Trial run(String... args) {
      return run(new ByteArrayOutputStream(), args);
    }

    private Trial run(OutputStream out, String... args) {
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      Surroundings surroundings = new Surroundings(input, output(out), output(err), folder);
      int exitCode = new Program(surroundings, renderTemplate, checkUsers, args).run();
      return new Trial(
          exitCode,
          out instanceof ByteArrayOutputStream bytes ? bytes : new ByteArrayOutputStream(),
          err.toString(StandardCharsets.UTF_8));
    }

    private Output output(OutputStream stream) {
      return new Output(stream, terminal, StandardCharsets.UTF_8, terminal, columns);
    }
  }

  byte[] bytes() {
    return output.toByteArray();
  }

  String out() {
    return output.toString(StandardCharsets.UTF_8);
  }
}
