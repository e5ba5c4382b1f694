package dev.usertemplate.core.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.schema.Language;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RenderTemplateTest {
  private final List<TemplateRequest> rendered = Collections.synchronizedList(new ArrayList<>());
  private final RenderTemplate renderTemplate =
      new RenderTemplate(
          request -> {
            rendered.add(request);
            return request.toString().getBytes(StandardCharsets.UTF_8);
          });

  @Test
  void each_request_is_rendered_once() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (TemplateRequest request : TemplateRequest.all()) {
        Callable<Template> task = () -> renderTemplate.render(request);
        for (Future<Template> answer : threads.invokeAll(Collections.nCopies(20, task))) {
          assertThat(answer.get()).isSameAs(renderTemplate.render(request));
        }
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(rendered).containsExactlyInAnyOrderElementsOf(TemplateRequest.all());
  }

  @Test
  void a_failure_is_passed_on_and_not_remembered() {
    AtomicInteger calls = new AtomicInteger();
    RenderTemplate failingOnce =
        new RenderTemplate(
            request -> {
              if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("out of ink");
              }
              return new byte[] {1};
            });
    assertThatThrownBy(() -> failingOnce.render(TemplateRequest.DEFAULT)).hasMessage("out of ink");
    assertThat(failingOnce.render(TemplateRequest.DEFAULT).size()).isEqualTo(1);
  }

  @Test
  void a_template_knows_its_name_size_and_digest() throws Exception {
    RenderTemplate abc = new RenderTemplate(request -> new byte[] {'a', 'b', 'c'});
    Template template =
        abc.render(new TemplateRequest(Language.ZH_CN, ActivationType.ADMIN_ACTIVATE));
    assertThat(template.fileName()).isEqualTo("user-template_zh_CN_ADMIN_ACTIVATE.xlsx");
    assertThat(template.size()).isEqualTo(3);
    assertThat(template.sha256())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    template.writeTo(out);
    assertThat(out.toByteArray()).isEqualTo(template.toByteArray()).containsExactly('a', 'b', 'c');
  }

  @Test
  void nobody_can_change_a_template() {
    Template template = renderTemplate.render(TemplateRequest.DEFAULT);
    template.toByteArray()[0]++;
    assertThat(template.toByteArray())
        .isEqualTo(TemplateRequest.DEFAULT.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void without_a_renderer_the_sentence_says_what_to_add() {
    assertThatIllegalStateException()
        .isThrownBy(RenderTemplate::withInstalledRenderer)
        .withMessageContaining("dev.usertemplate:user-template-adapter-xlsx");
  }
}
