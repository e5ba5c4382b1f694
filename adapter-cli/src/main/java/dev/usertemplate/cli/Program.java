package dev.usertemplate.cli;

import dev.usertemplate.core.check.CheckUsers;
import dev.usertemplate.core.template.RenderTemplate;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Runs one command. Text is collected and written at the end, so that a failed write is noticed and
 * told; workbooks and JSON go to the standard output's stream as bytes.
 */
final class Program {
  /** How wide text is where nobody knows how much fits, and the bounds where somebody does. */
  private static final int USUAL_COLUMNS = 100;

  private static final int LEAST_COLUMNS = 60;
  private static final int MOST_COLUMNS = 160;

  private final Output out;
  private final Output err;
  private final StringWriter outText = new StringWriter();
  private final StringWriter errText = new StringWriter();
  private final UserTemplateCommand root;
  private final CommandLine commandLine;

  /**
   * The program in its surroundings.
   *
   * @param renderTemplate called when a template has to be rendered
   * @param checkUsers called when a workbook has to be checked
   */
  Program(
      Surroundings surroundings,
      Supplier<RenderTemplate> renderTemplate,
      Supplier<CheckUsers> checkUsers) {
    this.out = surroundings.out();
    this.err = surroundings.err();
    this.root = new UserTemplateCommand(err);
    this.commandLine =
        new CommandLine(root)
            .addSubcommand(new RenderCommand(out, surroundings.folder(), renderTemplate))
            .addSubcommand(new CheckCommand(surroundings, checkUsers, Clock.systemUTC()))
            .addSubcommand(new FieldsCommand(out))
            .addSubcommand(new HelpCommand())
            .addSubcommand(new GenerateCompletion())
            // A file may be called @new.xlsx, and nobody expects its content to become arguments.
            .setExpandAtFiles(false);
    configure();
  }

  /** The commands and their options. */
  CommandLine commandLine() {
    return commandLine;
  }

  /** Runs the command and answers the number of an {@link ExitCode}. */
  int run(String... args) {
    int exitCode;
    try {
      exitCode = commandLine.execute(args);
    } catch (Throwable e) {
      // picocli catches exceptions only; a broken installation shows as an error.
      exitCode = internal(e);
    }
    try {
      out.write(outText.toString());
    } catch (IOException e) {
      exitCode = failed(OutputFailedException.writing("The standard output", e));
    }
    try {
      err.write(errText.toString());
    } catch (IOException e) {
      // Nobody is left to be told; the exit code still says it.
    }
    return exitCode;
  }

  private void configure() {
    commandLine
        .setOut(new PrintWriter(outText, true))
        .setErr(new PrintWriter(errText, true))
        .setColorScheme(Help.defaultColorScheme(out.ansi()))
        .setParameterExceptionHandler((e, args) -> misused(e))
        .setExecutionExceptionHandler(
            (e, command, result) ->
                e instanceof CommandFailedException failed ? failed(failed) : internal(e));
    if (out.columns() > 0) {
      commandLine.setUsageHelpWidth(Math.min(Math.max(out.columns(), LEAST_COLUMNS), MOST_COLUMNS));
    } else if (out.isTerminal()) {
      commandLine.setUsageHelpAutoWidth(true);
    } else {
      commandLine.setUsageHelpWidth(USUAL_COLUMNS);
    }
    // picocli would tell its own version.
    sub("generate-completion").getCommandSpec().versionProvider(new UserTemplateCommand.Version());
    for (CommandLine each : List.of(commandLine, sub("render"), sub("check"), sub("fields"))) {
      CommandSpec spec = each.getCommandSpec();
      spec.addMixin("help", CommandSpec.forAnnotatedObject(new HelpOption()));
      spec.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(ExitCode.explained());
    }
  }

  private CommandLine sub(String name) {
    return Objects.requireNonNull(commandLine.getSubcommands().get(name), name);
  }

  private int misused(ParameterException e) {
    tell(e.getMessage());
    PrintWriter text = commandLine.getErr();
    UnmatchedArgumentException.printSuggestions(e, text);
    text.println("Try '%s --help'.".formatted(e.getCommandLine().getCommandSpec().qualifiedName()));
    trace(e);
    return ExitCode.USAGE.number();
  }

  private int failed(CommandFailedException e) {
    tell(e.getMessage());
    trace(e);
    return ExitCode.FAILED_INPUT_OR_OUTPUT.number();
  }

  private int internal(Throwable e) {
    tell("This should not have happened: %s".formatted(e));
    if (!root.stackTrace()) {
      commandLine.getErr().println("Run it again with --stacktrace, and report what it shows.");
    }
    trace(e);
    return ExitCode.INTERNAL.number();
  }

  private void tell(@Nullable String sentence) {
    String name = err.styled(UserTemplateCommand.NAME + ":", Style.fg_red);
    commandLine.getErr().println(name + " " + sentence);
  }

  private void trace(Throwable e) {
    if (root.stackTrace()) {
      e.printStackTrace(commandLine.getErr());
    }
  }
}
