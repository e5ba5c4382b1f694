package dev.usertemplate.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@Timeout(60)
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
      quoteCharacter = '"',
      value = {
        "--host=0.0.0.0        | --host: '0.0.0.0' is not a loopback address, and without access control",
        "--rate-limit=-1       | --rate-limit: '-1' is not a number; use 0 to 1000000.",
        "--max-requests=0      | --max-requests: '0' is not a number; use 1 to 1000000.",
        "--max-upload=0        | --max-upload: '0' is not a number of MB; use 1 to 1024.",
        "--max-checks=0        | --max-checks: '0' is not a number; use 1 to 1000000.",
        "--check-limits=rows   | --check-limits: 'rows' is not a list such as rows=50000,entries=500.",
        "--check-limits=row=5  | --check-limits: 'row' is no limit; use one of: bytes, unpacked_bytes,",
        "--check-limits=rows=0 | --check-limits: rows: has to be 1 or more.",
        "--spool-folder=/no/such | --spool-folder: '/no/such' is no folder in which this process can create",
        "--keystone-timeout=0  | --keystone-timeout: '0' is not a number of seconds; use 1 to 600.",
        "--keystone-url=x      | --keystone-url: The identity service's address must be http://host",
        "--keystone-url=http://u:secret@h/ | --keystone-url: The identity service's address must end with its path",
        "--management-port=x   | --management-port: 'x' is not a port; use 0 to 65535.",
        "--management-host=::1 | --management-host: It has no effect without --management-port.",
        "--shutdown-delay=601  | --shutdown-delay: '601' is not a number of seconds; use 0 to 600.",
        "--log-level=loud      | --log-level: 'loud' is not allowed; use one of: error, warn, info, debug.",
        "--log-format=xml      | --log-format: 'xml' is not allowed; use one of: text, json.",
        "--access-log=maybe    | --access-log: 'maybe' is neither true nor false.",
        "--trusted-proxies=a,b | --trusted-proxies: 'a,b' is not a list of addresses and networks.",
        "--access=             | --access: The value is empty.",
        "--access=/no/such     | --access: /no/such: does not exist",
        "--tls-key=/no/such    | --tls-certificate: Both --tls-certificate and --tls-key are needed for HTTPS.",
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
