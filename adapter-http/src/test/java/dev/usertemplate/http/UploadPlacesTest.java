package dev.usertemplate.http;

import static dev.usertemplate.http.Answers.assertError;
import static dev.usertemplate.http.Answers.json;
import static dev.usertemplate.http.TemplateDownloadTest.header;
import static dev.usertemplate.http.WorkbookCheckTest.PATH;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadPlacesTest {
  private static final byte[] WORKBOOK = Workbooks.withOneMistake();
  private static final String HEAD =
      "POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n\r\n".formatted(PATH);

  @TempDir Path folder;
  private final List<Socket> sockets = new ArrayList<>();
  private TestServer server;

  @BeforeEach
  void start() {
    server = new TestServer(Map.of(Setting.SPOOL_FOLDER, folder.toString()));
  }

  @AfterEach
  void stop() throws Exception {
    for (Socket socket : sockets) {
      socket.close();
    }
    server.close();
  }

  @Test
  void one_address_has_only_some_of_the_places() throws Exception {
    for (int i = 0; i < UploadPlaces.MOST_OF_ONE; i++) {
      send(HEAD + "P", "127.0.0.1");
    }
    SpoolFolder.awaitOpen(folder, UploadPlaces.MOST_OF_ONE);

    HttpResponse<byte[]> refused = server.post(PATH, WORKBOOK);
    assertError(refused, 503, "WKS.00050902", "unavailable");
    assertThat(json(refused).get("error_detail").stringValue()).contains("One address can have 8");
    assertThat(header(refused, "Retry-After")).isEqualTo("2");
    assertThat(answerTo("127.0.0.2")).isEqualTo("HTTP/1.1 200");

    for (Socket socket : sockets) {
      socket.close();
    }
    SpoolFolder.awaitEmpty(folder);
    server.awaitUploads(0);
    assertThat(server.post(PATH, WORKBOOK).statusCode()).isEqualTo(200);
  }

  @Test
  void who_sends_nothing_occupies_no_place() throws Exception {
    for (int i = 0; i < 2 * UploadPlaces.MOST; i++) {
      send(HEAD, "127.0.0.1");
    }
    server.awaitRequests(2 * UploadPlaces.MOST);
    for (int i = 0; i < 10; i++) {
      assertThat(server.post(PATH, WORKBOOK).statusCode()).isEqualTo(200);
    }
    SpoolFolder.awaitEmpty(folder);
  }

  @Test
  void a_place_is_there_again_when_it_is_released() {
    UploadPlaces places = new UploadPlaces();
    for (int i = 0; i < UploadPlaces.MOST; i++) {
      assertThat(places.take("network" + i / UploadPlaces.MOST_OF_ONE)).isEmpty();
    }
    assertThat(places.take("other")).contains(Overload.FULL);
    places.release("network1");
    assertThat(places.take("network0")).isPresent();
    assertThat(places.take("network1")).isEmpty();
    assertThat(places.take("network1")).isPresent();
  }

  private String answerTo(String address) throws Exception {
    String head = HEAD.replace("3000000", "" + WORKBOOK.length);
    Socket socket = send(head, address);
    socket.getOutputStream().write(WORKBOOK);
    return new String(socket.getInputStream().readNBytes("HTTP/1.1 200".length()), US_ASCII);
  }

  private Socket send(String text, String address) throws Exception {
    InetAddress from = InetAddress.getByName(address);
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port(), from, 0);
    sockets.add(socket);
    socket.setSoTimeout(60_000);
    socket.getOutputStream().write(text.getBytes(US_ASCII));
    return socket;
  }
}
