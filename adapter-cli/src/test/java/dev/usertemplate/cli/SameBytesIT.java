package dev.usertemplate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program writes the same bytes wherever it runs. */
class SameBytesIT {
  private static final List<String> MACHINES =
      List.of(
          "TZ=UTC LC_ALL=C.UTF-8 \"$JAVA\"",
          "TZ=Asia/Shanghai LC_ALL=C \"$JAVA\"",
          "TZ=America/St_Johns LANG=POSIX \"$JAVA\"",
          "\"$JAVA\" -Duser.timezone=Pacific/Kiritimati -Duser.language=tr -Duser.country=TR",
          "\"$JAVA\" -Duser.timezone=America/Los_Angeles -Duser.language=ar -Duser.country=EG",
          "\"$JAVA\" -Duser.language=th -Duser.country=TH -Duser.variant=TH");

  @TempDir Path folder;

  @Test
  void of_a_workbook() {
    assertThat(digests("render --language zh_CN --active-type ADMIN_ACTIVATE -o -")).hasSize(1);
  }

  @Test
  void of_the_fields_for_people() {
    assertThat(digests("fields --language zh_CN")).hasSize(1);
  }

  @Test
  void of_the_fields_for_programs() {
    assertThat(digests("fields --language zh_CN --format json")).hasSize(1);
  }

  @Test
  void of_the_completion_script() {
    assertThat(digests("generate-completion")).hasSize(1);
  }

  private List<String> digests(String arguments) {
    return MACHINES.stream()
        .map(
            machine ->
                Shell.in(folder)
                    .with("LC_ALL", "")
                    .run(
                        "set -o pipefail; "
                            + machine
                            + " -jar \"$JAR\" "
                            + arguments
                            + " | sha256sum"))
        .map(
            result -> {
              assertThat(result.exitCode()).isZero();
              assertThat(result.err()).isEmpty();
              return result.out();
            })
        .distinct()
        .toList();
  }
}
