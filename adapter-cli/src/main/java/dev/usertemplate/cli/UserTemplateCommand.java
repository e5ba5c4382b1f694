package dev.usertemplate.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command without a subcommand: knows the options that stand anywhere, and shows the help. */
@Command(
    name = UserTemplateCommand.NAME,
    description = "Templates for creating desktop users in bulk.",
    versionProvider = UserTemplateCommand.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false,
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n")
final class UserTemplateCommand implements Callable<Integer> {
  /** What the program is called. */
  static final String NAME = "user-template";

  private final Output err;

  @Spec
  @SuppressWarnings("NullAway.Init") // Set by picocli.
  private CommandSpec spec;

  @Option(
      names = "--stacktrace",
      // Said twice, before and after the command, it would switch itself off again without this.
      defaultValue = "false",
      scope = ScopeType.INHERIT,
      description = "Show where in the program an error comes from.")
  private boolean stackTrace;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version and exit.")
  @SuppressWarnings("unused") // picocli acts on it.
  private boolean version;

  UserTemplateCommand(Output err) {
    this.err = err;
  }

  /** Whether errors come with a stack trace. */
  boolean stackTrace() {
    return stackTrace;
  }

  /** A call without a command is a mistake, and the help is the answer to it. */
  @Override
  public Integer call() {
    CommandLine commandLine = spec.commandLine();
    commandLine.usage(commandLine.getErr(), err.ansi());
    return ExitCode.USAGE.number();
  }

  /** The version that the jar was built as. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Version.class.getPackage().getImplementationVersion();
      return new String[] {NAME + " " + Optional.ofNullable(version).orElse("(not packaged)")};
    }
  }
}
