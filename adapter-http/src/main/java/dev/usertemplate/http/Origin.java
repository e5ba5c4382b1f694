package dev.usertemplate.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import org.bouncycastle.util.IPAddress;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Attributes;
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
  private static final String UNKNOWN = "unknown";

  /** Puts it on the request, where {@link #of} finds it. */
  static void put(Request request, Predicate<InetAddress> trustedProxies) {
    request.setAttribute(ATTRIBUTE, read(request, trustedProxies));
  }

  static Origin of(Attributes request) {
    return or(request.getAttribute(ATTRIBUTE));
  }

  static Origin of(HttpServletRequest request) {
    return or(request.getAttribute(ATTRIBUTE));
  }

  /** One that the web server refuses by itself has none. */
  private static Origin or(@Nullable Object attribute) {
    return attribute instanceof Origin origin ? origin : new Origin(UNKNOWN, "");
  }

  /**
   * What stands for one caller among strangers: the address, or in version 6, where anybody has
   * addresses without number, its first half.
   */
  String network() {
    if (address.indexOf(':') < 0) {
      return address;
    }
    try {
      return HexFormat.of().formatHex(InetAddress.getByName(address).getAddress(), 0, 8);
    } catch (UnknownHostException e) {
      return address;
    }
  }

  private static Origin read(Request request, Predicate<InetAddress> trusted) {
    HttpFields headers = request.getHeaders();
    String host = host(headers, request.getHttpURI());
    if (!(request.getConnectionMetaData().getRemoteSocketAddress()
        instanceof InetSocketAddress peer)) {
      return new Origin(UNKNOWN, host);
    }
    InetAddress nearest = peer.getAddress();
    if (!trusted.test(nearest)) {
      return new Origin(nearest.getHostAddress(), host);
    }
    List<String> forwardedHosts = headers.getCSV(HttpHeader.X_FORWARDED_HOST, false);
    return new Origin(
        caller(
            nearest.getHostAddress(), headers.getCSV(HttpHeader.X_FORWARDED_FOR, false), trusted),
        // What the nearest proxy says; the caller may have written the ones before.
        forwardedHosts.isEmpty() ? host : forwardedHosts.get(forwardedHosts.size() - 1));
  }

  /** HTTP/2 has no Host header, but the same in the request's address. */
  private static String host(HttpFields headers, HttpURI uri) {
    String host = headers.get(HttpHeader.HOST);
    if (host != null) {
      return host;
    }
    return uri.getAuthority() == null ? "" : uri.getAuthority();
  }

  /** From the nearest proxy on towards the caller: the first address that is no proxy of ours. */
  private static String caller(
      String nearest, List<String> forwarded, Predicate<InetAddress> trusted) {
    String caller = nearest;
    for (int i = forwarded.size() - 1; i >= 0; i--) {
      String candidate = forwarded.get(i);
      if (!IPAddress.isValid(candidate)) {
        return caller;
      }
      caller = candidate;
      if (!isTrusted(candidate, trusted)) {
        return caller;
      }
    }
    return caller;
  }

  private static boolean isTrusted(String address, Predicate<InetAddress> trusted) {
    try {
      return trusted.test(InetAddress.getByName(address));
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
