package dev.usertemplate.cli;

import dev.usertemplate.core.check.CheckUsers;
import dev.usertemplate.core.template.RenderTemplate;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
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
  private final String[] args;

  /**
   * The program in its surroundings.
   *
   * @param renderTemplate called when a template has to be rendered
   * @param checkUsers called when a workbook has to be checked
   * @param args what stands on the command line after the program's name
   */
  Program(
      Surroundings surroundings,
      Supplier<RenderTemplate> renderTemplate,
      Supplier<CheckUsers> checkUsers,
      String... args) {
    this.out = surroundings.out();
    this.err = surroundings.err();
    this.root = new UserTemplateCommand(err);
    // A file may be called @new.xlsx, and nobody expects its content to become arguments.
    this.commandLine = new CommandLine(root).setExpandAtFiles(false);
    this.args = args;
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put(
        RenderCommand.NAME, () -> new RenderCommand(out, surroundings.folder(), renderTemplate));
    commands.put(
        CheckCommand.NAME, () -> new CheckCommand(surroundings, checkUsers, Clock.systemUTC()));
    commands.put(FieldsCommand.NAME, () -> new FieldsCommand(out));
    add(commands);
    configure(commands.keySet());
  }

  /**
   * Only the command that is called is made, since making them takes longer than rendering a
   * template does; all of them where the help or the hint at a mistyped name shows them.
   */
  private void add(Map<String, Supplier<Object>> commands) {
    String first = Arrays.stream(args).filter(arg -> !arg.startsWith("-")).findFirst().orElse("");
    Supplier<Object> called = commands.get(first);
    if (called != null) {
      commandLine.addSubcommand(called.get());
      return;
    }
    commands.values().forEach(command -> commandLine.addSubcommand(command.get()));
    commandLine.addSubcommand(new HelpCommand()).addSubcommand(new GenerateCompletion());
    // picocli would tell its own version.
    Objects.requireNonNull(commandLine.getSubcommands().get("generate-completion"))
        .getCommandSpec()
        .versionProvider(new UserTemplateCommand.Version());
  }

  /** The commands and their options. */
  CommandLine commandLine() {
    return commandLine;
  }

  /** Runs the command and answers the number of an {@link ExitCode}. */
  int run() {
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

  private void configure(Set<String> ours) {
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
    complete(commandLine);
    commandLine
        .getSubcommands()
        .forEach(
            (name, command) -> {
              if (ours.contains(name)) {
                complete(command);
              }
            });
  }

  private static void complete(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    // Not inherited, because picocli's own commands bring theirs.
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .description("Show this help and exit.")
            .build());
    spec.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(ExitCode.explained());
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
