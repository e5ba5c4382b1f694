package dev.usertemplate.http;

import static dev.usertemplate.http.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.RequiredProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.net.SocketFactory;

/**
 * A real proxy that runs the configuration of the docs: only addresses, ports and the paths of
 * files are others.
 */
final class Proxy implements AutoCloseable {
  private static final Path DOCS = Path.of("..", "docs", "deploy");

  private final Path folder;
  private final Pem certificate;
  private final int port;
  private final Path program;
  private final List<String> arguments;
  private final Path log;
  private final Process process;

  private Proxy(
      Path folder, Pem certificate, int port, Path program, String config, List<String> arguments)
      throws Exception {
    this.folder = folder;
    this.certificate = certificate;
    this.port = port;
    this.program = program;
    this.arguments = arguments;
    this.log = folder.resolve("proxy.log");
    Files.writeString(folder.resolve("proxy.conf"), config);
    this.process =
        new ProcessBuilder(command(arguments))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    awaitListener();
  }

  /**
   * A server behind it.
   *
   * @param port for callers
   * @param managementPort for questions about its health
   */
  record Target(int port, int managementPort) {}

  static int freePort() {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** HAProxy in front of these servers, as it is configured in the docs. */
  static Proxy haproxy(Path folder, List<Target> servers) throws Exception {
    Path program = RequiredProgram.need("haproxy");
    int port = freePort();
    Pem certificate = certificate(folder);
    String config = haproxyConfig(folder, port);
    for (int i = 0; i < servers.size(); i++) {
      Target server = servers.get(i);
      config =
          replace(
              config,
              "192.0.2.1%s:8080 check port 9090".formatted(i + 1),
              "127.0.0.1:%s check port %s".formatted(server.port(), server.managementPort()));
    }
    return new Proxy(folder, certificate, port, program, config, List.of("-db", "-f"));
  }

  /** nginx in front of these servers, as it is configured in the docs. */
  static Proxy nginx(Path folder, List<Target> servers) throws Exception {
    Path program = RequiredProgram.need("nginx");
    int port = freePort();
    Pem certificate = certificate(folder);
    String config = nginxConfig(folder, port);
    for (int i = 0; i < servers.size(); i++) {
      config =
          replace(
              config,
              "192.0.2.1%s:8080".formatted(i + 1),
              "127.0.0.1:%s".formatted(servers.get(i).port()));
    }
    return new Proxy(
        folder, certificate, port, program, config, List.of("-p", folder.toString(), "-c"));
  }

  /** The configuration, with files and a port of the test's own. */
  static String haproxyConfig(Path folder, int port) throws IOException {
    String config = Files.readString(DOCS.resolve("haproxy/haproxy.cfg"));
    config = replace(config, "/etc/haproxy/site.pem", folder.resolve("site.pem").toString());
    config = replace(config, "/run/haproxy/admin.sock", folder.resolve("admin.sock").toString());
    // Not everybody who runs the tests may change the user.
    String rights = "    user haproxy\n    group haproxy\n    chroot /var/lib/haproxy\n";
    config = replace(config, rights, "");
    return replace(config, "bind :443 ", "bind 127.0.0.1:%s ".formatted(port));
  }

  /** The same within what the file is included in. */
  static String nginxConfig(Path folder, int port) throws IOException {
    String config = Files.readString(DOCS.resolve("nginx/user-template.conf"));
    config = replace(config, "/etc/nginx/site.pem", folder.resolve("site.crt").toString());
    config = replace(config, "/etc/nginx/site.key", folder.resolve("site.key").toString());
    config = replace(config, "listen 443 ", "listen 127.0.0.1:%s ".formatted(port));
    return """
    daemon off;
    worker_processes 2;
    pid %1$s/nginx.pid;
    error_log stderr warn;
    events {}
    http {
      access_log off;
      client_body_temp_path %1$s/body;
      proxy_temp_path %1$s/proxy;
      fastcgi_temp_path %1$s/fastcgi;
      uwsgi_temp_path %1$s/uwsgi;
      scgi_temp_path %1$s/scgi;
    %2$s
    }
    """
        .formatted(folder, config);
  }

  /** A certificate in the forms that both of them take. */
  static Pem certificate(Path folder) throws Exception {
    Pem pem = Pem.ec();
    pem.writeCertificate(folder.resolve("site.crt"));
    pem.writeKey(folder.resolve("site.key"));
    Files.writeString(
        folder.resolve("site.pem"),
        Files.readString(folder.resolve("site.crt"))
            + Files.readString(folder.resolve("site.key")));
    return pem;
  }

  /** Whatever is replaced has to be there. */
  static String replace(String config, String from, String to) {
    assertThat(config).contains(from);
    return config.replace(from, to);
  }

  int port() {
    return port;
  }

  SocketFactory sockets() throws Exception {
    return Pem.trusting(certificate).getSocketFactory();
  }

  /** Changes the configuration and has it read again, as {@code nginx -s reload} does. */
  void reload(String from, String to) throws Exception {
    Path config = folder.resolve("proxy.conf");
    Files.writeString(config, replace(Files.readString(config), from, to));
    Tools.run(folder, command(arguments), "-s", "reload");
  }

  /** Waits until HAProxy says of the server what it should: UP, DOWN. */
  void awaitState(int server, String state) {
    String name = "servers," + (char) ('a' + server) + ",";
    await("%s becomes %s".formatted(name, state))
        .until(
            () ->
                stat()
                    .lines()
                    .anyMatch(it -> it.startsWith(name) && it.contains("," + state + ",")));
  }

  private String stat() throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(folder.resolve("admin.sock")));
      channel.write(ByteBuffer.wrap("show stat\n".getBytes(StandardCharsets.US_ASCII)));
      return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  private List<String> command(List<String> given) {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(given);
    command.add(folder.resolve("proxy.conf").toString());
    return command;
  }

  private void awaitListener() {
    await("%s listens".formatted(program)).until(() -> listens() || !process.isAlive());
    assertThat(process.isAlive()).as(() -> "%s ended: %s".formatted(program, log())).isTrue();
  }

  private boolean listens() {
    try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return probe.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Override
  public void close() {
    // The master of nginx takes its workers along.
    process.destroy();
    process.onExit().join();
  }
}
