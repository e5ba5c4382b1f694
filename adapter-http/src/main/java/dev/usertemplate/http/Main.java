package dev.usertemplate.http;

import dev.usertemplate.core.check.CheckUsers;
import dev.usertemplate.core.template.RenderTemplate;
import dev.usertemplate.core.template.TemplateRequest;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** The server's command line, and the place where its parts are put together. */
@Command(
    name = "user-template-server",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = "Serves the create-user template over HTTP, and checks filled ones.",
    footer = {
      "",
      "Without --access and --keystone-url it serves whoever reaches it, and so listens on loopback"
          + " addresses only.",
      "A flag beats its environment variable, which beats the settings file; an empty variable"
          + " counts as none."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:stopped, also by SIGTERM or SIGINT once it listens",
      "2:wrong usage, or a broken settings file, access file, certificate or key",
      "3:cannot listen on that address",
      "4:internal error"
    })
public final class Main implements Callable<Integer> {
  private static final String PRINT_CONFIG = "--print-config";
  private static final int OK = 0;
  private static final int CANNOT_LISTEN = 3;
  private static final int INTERNAL = 4;

  @Spec private CommandSpec spec = CommandSpec.create();

  private Main() {}

  /** Starts the server; it runs until the process is told to stop. */
  public static void main(String... args) {
    System.exit(run(args));
  }

  private static int run(String... args) {
    try {
      return commandLine().execute(args);
    } catch (Error e) {
      return explainFailure(e);
    }
  }

  /** Takes the arguments as a call would, without acting on them. */
  static void rehearse(String... args) {
    commandLine().parseArgs(args);
  }

  static CommandLine commandLine() {
    // Nobody writes Groovy in its annotations, and to look for it opens every jar.
    System.setProperty("picocli.disable.closures", "true");
    CommandLine commandLine = new CommandLine(new Main());
    for (Setting setting : Setting.values()) {
      commandLine.getCommandSpec().addOption(option(setting));
    }
    commandLine.getCommandSpec().addOption(printConfig());
    return commandLine
        // Else a value that begins with @ would be read as a file of further arguments.
        .setExpandAtFiles(false)
        .setParameterExceptionHandler(
            (e, command) -> explainUsage(e.getCommandLine(), String.valueOf(e.getMessage())))
        .setExecutionExceptionHandler((e, command, parsed) -> explainFailure(e));
  }

  private static OptionSpec printConfig() {
    return OptionSpec.builder(PRINT_CONFIG)
        .type(boolean.class)
        .arity("0")
        .description(
            "Check all settings and the files that they name, print them as a settings file, each"
                + " with where it comes from, and end.")
        .build();
  }

  private static OptionSpec option(Setting setting) {
    String absent = setting.defaultValue().isEmpty() ? "none" : setting.defaultValue();
    return OptionSpec.builder(setting.flag())
        .type(String.class)
        .paramLabel(setting.valueLabel())
        .arity(setting.isSwitch() ? "0..1" : "1")
        .fallbackValue(setting.isSwitch() ? "true" : "")
        .description(
            "%s Environment: %s. Default: %s"
                .formatted(setting.description(), setting.variable(), absent))
        .build();
  }

  @Override
  public Integer call() throws InterruptedException {
    Server server;
    @Nullable GivenSettings given = null;
    try {
      given = new GivenSettings(this::flag, System::getenv);
      given.readFile();
      Map<Setting, String> settings = given.texts();
      if (spec.commandLine().getParseResult().hasMatchedOption(PRINT_CONFIG)) {
        return printConfig(given);
      }
      Logging.start(new Settings(settings));
      RenderTemplate renderTemplate = RenderTemplate.withInstalledRenderer();
      CheckUsers checkUsers = CheckUsers.withInstalledFormat();
      // Before listening: who is let in finds everything ready.
      TemplateRequest.all().forEach(renderTemplate::render);
      server = Server.start(renderTemplate, checkUsers, settings);
    } catch (SettingException e) {
      String place = given == null ? e.setting().flag() : given.place(e.setting());
      return explainUsage(spec.commandLine(), place + ": " + e.getMessage());
    } catch (SettingsFile.Broken e) {
      return explainUsage(spec.commandLine(), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return CANNOT_LISTEN;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
    spec.commandLine().getOut().println("Listening on " + server.uri());
    // Until a signal comes: the shutdown hook ends the process.
    new CountDownLatch(1).await();
    return OK;
  }

  /** Runs when the process is told to stop, where the JVM would end with 128 + the signal. */
  private static void stop(Server server) {
    try {
      server.close();
    } finally {
      Runtime.getRuntime().halt(OK);
    }
  }

  /** Not taken from its environment variable by picocli, which would expand the value. */
  private @Nullable String flag(Setting setting) {
    return spec.findOption(setting.flag()).getValue();
  }

  private int printConfig(GivenSettings given) {
    Logging.start(new Settings(given.texts()));
    Server.check(given.texts());
    spec.commandLine().getOut().print(given.document());
    spec.commandLine().getOut().flush();
    return OK;
  }

  private static int explainUsage(CommandLine command, String sentence) {
    command.getErr().println(sentence);
    return CommandLine.ExitCode.USAGE;
  }

  private static int explainFailure(Throwable e) {
    LoggerFactory.getLogger(Main.class).error("The server could not start", e);
    return INTERNAL;
  }

  /** The version that the build wrote into the jar. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"user-template-server " + (version == null ? "(unpackaged)" : version)};
    }
  }
}
