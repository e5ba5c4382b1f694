package dev.usertemplate.cli;

import dev.usertemplate.core.template.RenderTemplate;
import dev.usertemplate.core.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a template into a file or to the standard output. */
@Command(
    name = RenderCommand.NAME,
    description = {
      "Write the empty workbook.",
      "",
      "Without -o it goes into the current folder, under the name that the server gives it. The"
          + " path of the written file is printed."
    },
    defaultValueProvider = RequestOptions.Defaults.class,
    sortOptions = false,
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n")
final class RenderCommand implements Callable<Integer> {
  static final String NAME = "render";

  private static final Path STDOUT = Path.of("-");

  private final Output out;
  private final Path folder;
  private final Supplier<RenderTemplate> useCase;

  @Spec
  @SuppressWarnings("NullAway.Init") // Set by picocli.
  private CommandSpec spec;

  @Mixin private RequestOptions options = new RequestOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      converter = FileName.class,
      description = "Write this file; - is the standard output.")
  private @Nullable Path output;

  @Option(names = "--force", description = "Replace the file if it already exists.")
  private boolean force;

  /**
   * The command.
   *
   * @param out the standard output
   * @param folder what relative file names are relative to
   * @param useCase made only when needed, because loading a renderer takes time
   */
  RenderCommand(Output out, Path folder, Supplier<RenderTemplate> useCase) {
    this.out = out;
    this.folder = folder;
    this.useCase = useCase;
  }

  @Override
  public Integer call() throws CommandFailedException {
    if (STDOUT.equals(output)) {
      print();
    } else {
      Template template = useCase.get().render(options.request());
      Path file = folder.resolve(output == null ? Path.of(template.fileName()) : output);
      new WorkbookFile(file, "-o", FileAccess.USUAL).write(template::writeTo, force);
      // A pipe or device may be the standard output itself, where a path would spoil the workbook.
      if (Files.isRegularFile(file)) {
        spec.commandLine().getOut().println(file);
      }
    }
    return ExitCode.OK.number();
  }

  private void print() throws OutputFailedException {
    if (out.isTerminal()) {
      throw WorkbookFile.refusedByTerminal("-o");
    }
    Template template = useCase.get().render(options.request());
    try {
      template.writeTo(out.stream());
      out.stream().flush();
    } catch (IOException e) {
      throw OutputFailedException.writing("The standard output", e);
    }
  }
}
