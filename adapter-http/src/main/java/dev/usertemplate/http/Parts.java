package dev.usertemplate.http;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

record Parts(Guard guard, SslContextFactory.@Nullable Server tls) implements AutoCloseable {
  static Parts of(Settings settings) {
    return new Parts(new Guard(Optional.empty(), new Throttle(rate(settings))), tls(settings));
  }

  /** Strangers are limited, too; only an open server on loopback has no limit by itself. */
  private static int rate(Settings settings) {
    boolean open =
        !settings.hasAccessControl() && settings.address().getAddress().isLoopbackAddress();
    return open && !settings.isGiven(Setting.RATE_LIMIT)
        ? 0
        : settings.count(Setting.RATE_LIMIT, 0);
  }

  private static SslContextFactory.@Nullable Server tls(Settings settings) {
    if (settings.file(Setting.TLS_CERTIFICATE).isEmpty()) {
      return null;
    }
    try {
      return new Tls(
              settings.file(Setting.TLS_CERTIFICATE).get(),
              settings.file(Setting.TLS_KEY).orElseThrow())
          .contextFactory();
    } catch (IOException | GeneralSecurityException e) {
      throw new SettingException(Setting.TLS_CERTIFICATE, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {}
}
