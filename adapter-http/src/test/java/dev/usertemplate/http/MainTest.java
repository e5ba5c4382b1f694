package dev.usertemplate.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void the_help_names_flags_variables_defaults_and_exit_codes() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString())
        .contains("--host", "--port", "USER_TEMPLATE_HOST", "USER_TEMPLATE_PORT")
        .contains("127.0.0.1", "8080", "Exit codes", "cannot listen", "loopback");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void the_version_is_one_line() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString().lines())
        .hasSize(1)
        .first()
        .asString()
        .startsWith("user-template-server ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--host=0.0.0.0        | --host: '0.0.0.0' is not a loopback address",
        "--host=::             | --host: '::' is not a loopback address",
        "--host=192.0.2.1      | --host: '192.0.2.1' is not a loopback address",
        "--host=[bad]          | --host: '[bad]' is not a known address.",
        "--port=65536          | --port: '65536' is not a port; use 0 to 65535.",
        "--port=-1             | --port: '-1' is not a port",
        "--port=http           | --port: 'http' is not a port",
        "--prot=1              | Unknown option: '--prot=1'",
        "extra                 | 'extra'",
        "@src                  | '@src'",
      })
  void wrong_usage_is_one_sentence_and_exit_code_2(String argument, String sentence) {
    assertThat(run(argument)).isEqualTo(2);
    assertThat(err.toString()).contains(sentence);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(out.toString()).isEmpty();
  }

  private int run(String... args) {
    CommandLine commandLine = Main.commandLine();
    return commandLine
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }
}
