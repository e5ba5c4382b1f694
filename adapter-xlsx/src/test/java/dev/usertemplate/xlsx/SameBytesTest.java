package dev.usertemplate.xlsx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.JavaCommand;
import dev.usertemplate.core.template.RenderTemplate;
import dev.usertemplate.core.template.TemplateRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs of their own, each on a machine with another language and time zone. */
class SameBytesTest {
  /** What such a run does. */
  static final class Run {
    private Run() {}

    public static void main(String[] args) {
      System.out.print(digests());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Duser.language=ar -Duser.country=EG -Duser.timezone=Africa/Cairo",
        "-Duser.language=th -Duser.country=TH -Duser.timezone=Asia/Bangkok",
        "-Duser.language=tr -Duser.country=TR -Duser.timezone=Pacific/Kiritimati",
        "-Duser.language=zh -Duser.country=CN -Duser.timezone=Asia/Shanghai -Dfile.encoding=GBK",
      })
  void every_run_on_every_machine_renders_the_same_bytes(String machine) throws Exception {
    List<String> command = JavaCommand.of(machine.split(" ", -1));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Run.class.getName()));
    Process java =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    assertThat(java.waitFor()).isZero();
    assertThat(output).isEqualTo(digests());
  }

  private static String digests() {
    RenderTemplate renderTemplate = new RenderTemplate(new XlsxTemplateRenderer());
    return TemplateRequest.all().stream()
        .map(request -> renderTemplate.render(request).sha256())
        .collect(Collectors.joining(" "));
  }
}
