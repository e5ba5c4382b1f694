package dev.usertemplate.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.JavaCommand;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The packaged server as a process of its own. */
final class ServerProcess implements AutoCloseable {
  private static final Path JAR = Path.of("target", "user-template-server.jar").toAbsolutePath();
  private static final Path LAUNCHER = Path.of("target", "user-template-server").toAbsolutePath();
  private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));
  private static final String LISTENING = "Listening on ";

  private final Process process;
  private final BufferedReader stdout;
  private final Path stderr;

  private ServerProcess(List<String> command, Map<String, String> environment, String... args)
      throws IOException {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of(args));
    stderr = Files.createTempFile("server", ".log");
    ProcessBuilder builder = new ProcessBuilder(all).redirectError(stderr.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.matches("USER_TEMPLATE_.*|JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS"));
    builder.environment().putAll(environment);
    process = builder.start();
    stdout = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Whoever runs the tests in the background of a shell has SIGINT ignored, and hands that down.
   */
  private static List<String> listeningToSignals() throws IOException {
    List<String> env = List.of("env", "--default-signal=INT");
    try {
      Process probe = new ProcessBuilder(env).redirectErrorStream(true).start();
      probe.getInputStream().readAllBytes();
      return probe.waitFor() == 0 ? env : List.of();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> java(List<String> before, String... options) {
    List<String> command = new ArrayList<>(before);
    command.addAll(JavaCommand.of(options));
    return command;
  }

  static ServerProcess start(Map<String, String> environment, String... args) throws IOException {
    return new ServerProcess(java(listeningToSignals(), "-jar", JAR.toString()), environment, args);
  }

  /** By the script, as people do. */
  static ServerProcess startByLauncher(String... args) throws IOException {
    List<String> command = new ArrayList<>(listeningToSignals());
    command.add(LAUNCHER.toString());
    return new ServerProcess(command, Map.of("JAVA_HOME", JAVA_HOME.toString()), args);
  }

  /** With files that may not become longer than so many blocks of 512 bytes. */
  static ServerProcess startWithShortFiles(int blocks, String... args) throws IOException {
    return new ServerProcess(
        java(
            List.of("sh", "-c", "ulimit -f %s; exec \"$@\"".formatted(blocks), "sh"),
            "-jar",
            JAR.toString()),
        Map.of(),
        args);
  }

  /** The packaged server with another renderer, found before the one that is in the jar. */
  static ServerProcess startWith(Class<?> renderer, Path folder, String... args)
      throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(
        services.resolve("dev.usertemplate.core.template.TemplateRenderer"), renderer.getName());
    String tests = Path.of("target", "test-classes").toAbsolutePath().toString();
    String classPath = String.join(File.pathSeparator, folder.toString(), JAR.toString(), tests);
    return new ServerProcess(
        java(listeningToSignals(), "-cp", classPath, Main.class.getName()), Map.of(), args);
  }

  /** Waits for the line that says where it listens: the first on standard output, and the last. */
  URI awaitListening() throws IOException {
    String line = stdout.readLine();
    assertThat(line).as(() -> "stderr: " + stderr()).startsWith(LISTENING);
    return URI.create(line.substring(LISTENING.length()));
  }

  void signal(String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  int awaitExit() throws InterruptedException {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it has ended").isTrue();
    return process.exitValue();
  }

  /** Whether it ends of its own accord within that time. */
  boolean endsWithin(Duration time) throws InterruptedException {
    return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** When it ends. */
  CompletableFuture<Instant> end() {
    return process.onExit().thenApply(ended -> Instant.now());
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** What it printed on standard output since the last reading; only after its end. */
  List<String> restOfStdout() {
    return stdout.lines().toList();
  }

  String stderr() {
    try {
      return Files.readString(stderr);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What it logged, but for the warning that every open server begins with. */
  String surprises() {
    return stderr()
        .lines()
        .filter(line -> !line.contains("NO ACCESS CONTROL"))
        .collect(Collectors.joining("\n"));
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    Files.deleteIfExists(stderr);
  }
}
