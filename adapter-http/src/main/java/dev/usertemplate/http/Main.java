package dev.usertemplate.http;

import dev.usertemplate.core.template.RenderTemplate;
import dev.usertemplate.core.template.TemplateRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The server's command line, and the place where its parts are put together. */
@Command(
    name = "user-template-server",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = "Serves the create-user template over HTTP.",
    footer = {
      "",
      "It serves whoever reaches it, and so listens on loopback addresses only.",
      "A flag beats its environment variable; an empty variable counts as none."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:stopped, also by SIGTERM or SIGINT once it listens",
      "2:wrong usage",
      "3:cannot listen on that address",
      "4:internal error"
    })
public final class Main implements Callable<Integer> {
  private static final int OK = 0;
  private static final int CANNOT_LISTEN = 3;
  private static final int INTERNAL = 4;

  private static final String LOGGING = "logback.configurationFile";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description =
          "Loopback address to listen on. Environment: USER_TEMPLATE_HOST. Default: 127.0.0.1")
  private String host = "";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description =
          "Port to listen on, 0 for any free one. Environment: USER_TEMPLATE_PORT. Default: 8080")
  private String port = "";

  private Main() {}

  /** Starts the server; it runs until the process is told to stop. */
  public static void main(String... args) {
    System.exit(run(args));
  }

  private static int run(String... args) {
    if (System.getProperty(LOGGING) == null) {
      System.setProperty(LOGGING, "dev/usertemplate/http/server-logback.xml");
    }
    try {
      return commandLine().execute(args);
    } catch (Error e) {
      return explainFailure(e);
    }
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        // Else a value that begins with @ would be read as a file of further arguments.
        .setExpandAtFiles(false)
        .setParameterExceptionHandler(Main::explainUsage)
        .setExecutionExceptionHandler((e, command, parsed) -> explainFailure(e));
  }

  @Override
  public Integer call() throws InterruptedException {
    InetSocketAddress address = new InetSocketAddress(loopback(), portNumber());
    RenderTemplate renderTemplate = RenderTemplate.withInstalledRenderer();
    // Before listening: who is let in finds everything ready.
    TemplateRequest.all().forEach(renderTemplate::render);
    Server server;
    try {
      server = Server.start(renderTemplate, address);
    } catch (IOException e) {
      spec.commandLine()
          .getErr()
          .printf(
              "Cannot listen on %s port %s: %s.%n",
              address.getAddress().getHostAddress(), address.getPort(), e.getMessage());
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

  /** Not by picocli, which would replace what looks like a variable within the value. */
  private static String setting(String flag, String variable, String absent) {
    return Stream.of(flag, Objects.requireNonNullElse(System.getenv(variable), ""))
        .filter(value -> !value.isEmpty())
        .findFirst()
        .orElse(absent);
  }

  private InetAddress loopback() {
    String value = setting(host, "USER_TEMPLATE_HOST", "127.0.0.1");
    InetAddress address;
    try {
      address = InetAddress.getByName(value);
    } catch (UnknownHostException e) {
      throw usage("--host", "USER_TEMPLATE_HOST", "'%s' is not a known address".formatted(value));
    }
    if (!address.isLoopbackAddress()) {
      throw usage(
          "--host",
          "USER_TEMPLATE_HOST",
          "'%s' is not a loopback address, and the server would serve whoever reaches it; use"
                  .formatted(value)
              + " 127.0.0.1 or ::1");
    }
    return address;
  }

  private int portNumber() {
    String value = setting(port, "USER_TEMPLATE_PORT", "8080");
    if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > 65535) {
      throw usage(
          "--port", "USER_TEMPLATE_PORT", "'%s' is not a port; use 0 to 65535".formatted(value));
    }
    return Integer.parseInt(value);
  }

  /** Names what the person has to change: the flag, or else the variable that gave the value. */
  private ParameterException usage(String flag, String variable, String problem) {
    boolean byFlag = spec.commandLine().getParseResult().hasMatchedOption(flag);
    return new ParameterException(
        spec.commandLine(),
        "%s: %s.".formatted(byFlag ? flag : "Environment variable " + variable, problem));
  }

  private static int explainUsage(ParameterException e, String[] args) {
    e.getCommandLine().getErr().println(e.getMessage());
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
