package dev.usertemplate.core.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link TemplateRenderer} promises. An implementation's test extends this class. It
 * runs alone, since it changes locale and time zone of the process.
 */
@Isolated
public abstract class TemplateRendererContract {
  /** A renderer that has not been used yet. */
  protected abstract TemplateRenderer renderer();

  static List<TemplateRequest> requests() {
    return TemplateRequest.all();
  }

  @ParameterizedTest
  @MethodSource("requests")
  void answers_every_request_with_a_zip_container(TemplateRequest request) {
    assertThat(renderer().render(request)).startsWith('P', 'K', 3, 4);
  }

  @Test
  void answers_different_requests_differently() {
    TemplateRenderer renderer = renderer();
    Set<String> digests = new HashSet<>();
    for (TemplateRequest request : requests()) {
      digests.add(new Template(request, renderer.render(request)).sha256());
    }
    assertThat(digests).hasSameSizeAs(requests());
  }

  @ParameterizedTest
  @MethodSource("requests")
  void answers_the_same_request_with_the_same_bytes(TemplateRequest request) {
    TemplateRenderer renderer = renderer();
    assertThat(renderer.render(request))
        .isEqualTo(renderer.render(request))
        .isEqualTo(renderer().render(request));
  }

  @Test
  void gives_the_array_away() {
    TemplateRenderer renderer = renderer();
    byte[] first = renderer.render(TemplateRequest.DEFAULT);
    byte[] spoiled = renderer.render(TemplateRequest.DEFAULT);
    spoiled[0]++;
    assertThat(renderer.render(TemplateRequest.DEFAULT)).isEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh-CN", "tr-TR", "ar-EG-u-nu-arab", "th-TH-u-ca-buddhist", "de-DE"})
  void does_not_look_at_the_locale_of_the_machine(String tag) {
    byte[] expected = renderer().render(TemplateRequest.DEFAULT);
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag(tag));
    try {
      assertThat(renderer().render(TemplateRequest.DEFAULT)).isEqualTo(expected);
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Asia/Shanghai", "America/Los_Angeles", "Pacific/Kiritimati", "UTC"})
  void does_not_look_at_the_time_zone_of_the_machine(String zone) {
    byte[] expected = renderer().render(TemplateRequest.DEFAULT);
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    try {
      assertThat(renderer().render(TemplateRequest.DEFAULT)).isEqualTo(expected);
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void serves_many_threads_at_once() throws Exception {
    TemplateRenderer renderer = renderer();
    byte[] expected = renderer().render(TemplateRequest.DEFAULT);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      Callable<byte[]> task = () -> renderer.render(TemplateRequest.DEFAULT);
      for (Future<byte[]> answer : threads.invokeAll(Collections.nCopies(32, task))) {
        assertThat(answer.get()).isEqualTo(expected);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  @SuppressWarnings({"DataFlowIssue", "NullAway"})
  void refuses_null() {
    assertThatNullPointerException().isThrownBy(() -> renderer().render(null));
  }
}
