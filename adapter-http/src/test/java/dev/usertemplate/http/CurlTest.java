package dev.usertemplate.http;

import static dev.usertemplate.http.TestServer.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.RequiredProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurlTest {
  @TempDir Path folder;

  @BeforeEach
  void need_curl() {
    RequiredProgram.need("curl");
  }

  @Test
  void curl_saves_the_very_bytes_under_the_suggested_name() throws Exception {
    assertDownloads(List.of("curl", "-sSOJ"));
  }

  @Test
  void curl_saves_the_very_bytes_when_it_asks_for_json() throws Exception {
    assertDownloads(List.of("curl", "-sSOJ", "-H", "Accept: application/json", "--compressed"));
  }

  private void assertDownloads(List<String> command) throws Exception {
    byte[] workbook = new byte[300_000];
    for (int i = 0; i < workbook.length; i++) {
      workbook[i] = (byte) (i * 31 + i / 256);
    }
    try (TestServer server = new TestServer(request -> workbook)) {
      Tools.run(folder, command, server.uri() + PATH + "?language=zh_CN");
    }
    assertThat(Files.readAllBytes(folder.resolve("user-template_zh_CN_USER_ACTIVATE.xlsx")))
        .isEqualTo(workbook);
  }
}
