package dev.usertemplate.http;

import dev.usertemplate.http.token.IdentityServiceSettings;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the server may be reached from where it would listen, and what its operator is told. */
final class Exposure {
  private static final Logger LOG = LoggerFactory.getLogger(Exposure.class);

  private Exposure() {}

  /**
   * Refuses to serve strangers by accident.
   *
   * @throws SettingException if the server would be open beyond loopback, and nobody said it may
   */
  static void check(Settings settings, InetSocketAddress address) {
    if (!settings.hasAccessControl()
        && !address.getAddress().isLoopbackAddress()
        && !settings.isOn(Setting.ALLOW_ANONYMOUS)) {
      throw new SettingException(
          Setting.HOST,
          ("'%s' is not a loopback address, and without access control the server would serve"
                  + " whoever reaches it; use %s or %s, or else %s.")
              .formatted(
                  settings.text(Setting.HOST),
                  Setting.ACCESS.flag(),
                  Setting.KEYSTONE_URL.flag(),
                  Setting.ALLOW_ANONYMOUS.flag()));
    }
  }

  static void warn(Settings settings, InetSocketAddress address) {
    boolean beyondLoopback = !address.getAddress().isLoopbackAddress();
    if (!settings.hasAccessControl()) {
      LOG.warn(
          "NO ACCESS CONTROL: whoever reaches this server is served. Use {} or {} to change that.",
          Setting.ACCESS.flag(),
          Setting.KEYSTONE_URL.flag());
    } else if (beyondLoopback && !settings.isGiven(Setting.TLS_CERTIFICATE)) {
      LOG.warn(
          "NO TLS: tokens and requests can be read on the way. Use {} and {}, or a proxy that"
              + " speaks TLS on this machine.",
          Setting.TLS_CERTIFICATE.flag(),
          Setting.TLS_KEY.flag());
    }
    settings
        .identityService()
        .map(IdentityServiceSettings::uri)
        .filter(uri -> "http".equalsIgnoreCase(uri.getScheme()) && !isLoopback(uri.getHost()))
        .ifPresent(
            uri ->
                LOG.warn(
                    "NO TLS to the identity service at {}: tokens can be read on the way.", uri));
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }
}
