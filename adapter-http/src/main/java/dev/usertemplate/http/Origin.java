package dev.usertemplate.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.bouncycastle.util.IPAddress;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from, and which host it was meant for: as the connection says, or as
 * reverse proxies say that we trust.
 *
 * @param address the caller's IP address, as a text
 * @param host the Host header that the caller sent, which a signature covers; empty when there is
 *     none
 */
record Origin(String address, String host) {
  private static final String ATTRIBUTE = Origin.class.getName();

  /** Puts it on the request, where {@link #of} finds it. */
  static void put(Request request, Predicate<InetAddress> trustedProxies) {
    request.setAttribute(ATTRIBUTE, read(request, trustedProxies));
  }

  /** One that the web server refuses by itself has only what its connection says. */
  static Origin of(Request request) {
    return request.getAttribute(ATTRIBUTE) instanceof Origin origin
        ? origin
        : new Origin(Request.getRemoteAddr(request), "");
  }

  /**
   * What stands for one caller among strangers: the address, or in version 6, where anybody has
   * addresses without number, its first half.
   */
  String network() {
    return parse(address) instanceof Inet6Address version6
        ? HexFormat.of().formatHex(version6.getAddress(), 0, 8)
        : address;
  }

  private static Origin read(Request request, Predicate<InetAddress> trusted) {
    HttpFields headers = request.getHeaders();
    String host = host(headers, request.getHttpURI());
    if (!(request.getConnectionMetaData().getRemoteSocketAddress()
        instanceof InetSocketAddress peer)) {
      return new Origin(Request.getRemoteAddr(request), host);
    }
    if (!trusted.test(peer.getAddress())) {
      return new Origin(peer.getAddress().getHostAddress(), host);
    }
    List<String> hosts = headers.getCSV(HttpHeader.X_FORWARDED_HOST, false);
    return new Origin(
        caller(peer.getAddress(), headers.getCSV(HttpHeader.X_FORWARDED_FOR, false), trusted),
        // What the nearest proxy says; the caller may have written the ones before.
        hosts.isEmpty() ? host : hosts.get(hosts.size() - 1));
  }

  /** HTTP/2 has no Host header, but the same in the request's address. */
  private static String host(HttpFields headers, HttpURI uri) {
    String host = headers.get(HttpHeader.HOST);
    return Objects.requireNonNullElse(host == null ? uri.getAuthority() : host, "");
  }

  /** From the nearest proxy on towards the caller: the first address that is no proxy of ours. */
  private static String caller(
      InetAddress nearest, List<String> forwarded, Predicate<InetAddress> trusted) {
    InetAddress caller = nearest;
    for (int i = forwarded.size() - 1; i >= 0 && trusted.test(caller); i--) {
      InetAddress next = parse(withoutPort(forwarded.get(i)));
      if (next == null) {
        break;
      }
      caller = next;
    }
    return caller.getHostAddress();
  }

  /** Some proxies write the port, too: {@code 192.0.2.1:50000}, {@code [2001:db8::1]:50000}. */
  private static String withoutPort(String text) {
    int bracket = text.indexOf(']');
    if (text.startsWith("[") && bracket > 0) {
      return text.substring(1, bracket);
    }
    int colon = text.indexOf(':');
    return colon >= 0 && colon == text.lastIndexOf(':') ? text.substring(0, colon) : text;
  }

  /** Null for what is no address; a name is never looked up. */
  private static @Nullable InetAddress parse(String text) {
    try {
      return IPAddress.isValid(text) ? InetAddress.getByName(text) : null;
    } catch (UnknownHostException e) {
      return null;
    }
  }
}
