package dev.usertemplate.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.jetty.util.Attributes;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class LogContextTest {
  @Test
  void whoever_began_it_ends_it_and_nobody_within() {
    Attributes request = new Attributes.Mapped();
    assertThat(LogContext.begin(request)).isTrue();
    assertThat(LogContext.begin(request)).isFalse();
    assertThat(MDC.get(LogContext.REQUEST_ID)).isEqualTo(RequestIds.of(request));
    LogContext.end();
    assertThat(MDC.get(LogContext.REQUEST_ID)).isNull();
  }
}
