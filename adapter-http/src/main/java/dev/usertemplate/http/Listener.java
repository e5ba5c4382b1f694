package dev.usertemplate.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/** What the server listens with: protocols and the limits of connections. */
final class Listener {
  /** Request line and headers together; a token in a header alone can have 40,000 characters. */
  static final int MAX_HEADER_BYTES = 64 * 1024;

  /** Connections at once; more wait in the system until some are closed. */
  private static final int MAX_CONNECTIONS = 4096;

  /** The same of the port for operations, which those on the other one must not keep closed. */
  private static final int MAX_MANAGEMENT_CONNECTIONS = 256;

  /** How long a connection may rest once the server stops. */
  private static final Duration REST = Duration.ofMillis(250);

  /** How long a connection may rest otherwise. */
  private static final Duration IDLE = Duration.ofSeconds(30);

  /** Requests at once on one connection of HTTP/2. */
  private static final int STREAMS = 32;

  private static final String METHOD_OVERRIDE = "X-HTTP-Method-Override";

  private Listener() {}

  /**
   * Takes the port at once, so that its being taken is told apart from any other failure.
   *
   * @param tls null for plain HTTP
   * @throws UncheckedIOException if the system does not let us listen there
   */
  static ServerConnector open(
      Server server,
      HttpConfiguration http,
      InetSocketAddress address,
      SslContextFactory.@Nullable Server tls) {
    configure(http);
    return open(
        new ServerConnector(
            server,
            tls == null
                ? new ConnectionFactory[] {new HttpConnectionFactory(http)}
                : secure(http, tls)),
        address,
        MAX_CONNECTIONS);
  }

  /**
   * Takes the port that is for operations alone, over plain HTTP.
   *
   * @throws UncheckedIOException if the system does not let us listen there
   */
  static ServerConnector openForManagement(
      Server server, HttpConfiguration http, InetSocketAddress address) {
    configure(http);
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setName(Operations.CONNECTOR);
    return open(connector, address, MAX_MANAGEMENT_CONNECTIONS);
  }

  private static ServerConnector open(
      ServerConnector connector, InetSocketAddress address, int maxConnections) {
    connector.addBean(new NetworkConnectionLimit(maxConnections, connector));
    connector.setHost(address.getAddress().getHostAddress());
    connector.setPort(address.getPort());
    connector.setIdleTimeout(IDLE.toMillis());
    connector.setShutdownIdleTimeout(REST.toMillis());
    try {
      connector.open();
    } catch (IOException e) {
      // The outer one only repeats the address.
      IOException cause = e.getCause() instanceof IOException inner ? inner : e;
      throw new UncheckedIOException(
          "Cannot listen on %s port %s: %s."
              .formatted(
                  address.getAddress().getHostAddress(), address.getPort(), cause.getMessage()),
          cause);
    }
    return connector;
  }

  /**
   * Tells those who are connected over HTTP/2 that their next request should go over another
   * connection. In HTTP/1.1, a header of the answer says so.
   */
  static void letGo(ServerConnector connector) {
    for (EndPoint endPoint : connector.getConnectedEndPoints()) {
      if (endPoint.getConnection() instanceof SslConnection tls
          && tls.getSslEndPoint().getConnection() instanceof HTTP2Connection http2) {
        // Whether they have gone by then, its own end waits for.
        CompletableFuture<?> unused = http2.getSession().shutdown();
      }
    }
  }

  private static void configure(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(MAX_HEADER_BYTES);
    // Javalin is laxer. Nobody needs paths that a proxy in between may read in another way.
    http.setUriCompliance(UriCompliance.DEFAULT);
    http.addCustomizer((request, answerHeaders) -> new WithoutOverride(request));
  }

  /** HTTP/2 for those who ask for it, HTTP/1.1 for the others. */
  private static ConnectionFactory[] secure(HttpConfiguration http, SslContextFactory.Server tls) {
    HttpConfiguration https = new HttpConfiguration(http);
    // One certificate serves every name, and a proxy's name need not be in it.
    https.addCustomizer(new SecureRequestCustomizer(false));
    ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
    alpn.setDefaultProtocol(HttpVersion.HTTP_1_1.asString());
    HTTP2ServerConnectionFactory http2 = new HTTP2ServerConnectionFactory(https);
    http2.setMaxConcurrentStreams(STREAMS);
    return new ConnectionFactory[] {
      new SslConnectionFactory(tls, alpn.getProtocol()),
      alpn,
      http2,
      new HttpConnectionFactory(https)
    };
  }

  /**
   * A request without the header from which Javalin would take another method than the one on the
   * wire, so that a POST could pass for a GET.
   */
  private static final class WithoutOverride extends Request.Wrapper {
    private final HttpFields headers;

    WithoutOverride(Request request) {
      super(request);
      HttpFields all = request.getHeaders();
      headers = all.contains(METHOD_OVERRIDE) ? HttpFields.build(all).remove(METHOD_OVERRIDE) : all;
    }

    @Override
    public HttpFields getHeaders() {
      return headers;
    }
  }
}
