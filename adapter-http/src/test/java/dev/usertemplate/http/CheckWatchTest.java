package dev.usertemplate.http;

import static dev.usertemplate.http.Answers.assertError;
import static dev.usertemplate.http.TemplateDownloadTest.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usertemplate.core.check.CheckOptions;
import dev.usertemplate.core.check.CheckReport;
import dev.usertemplate.core.check.CheckUsers;
import dev.usertemplate.core.template.TemplateRequest;
import dev.usertemplate.core.workbook.Limits;
import dev.usertemplate.core.workbook.Marks;
import dev.usertemplate.core.workbook.ReadableWorkbook;
import dev.usertemplate.core.workbook.RejectedRows;
import dev.usertemplate.core.workbook.WorkbookFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckWatchTest {
  private static final CheckUsers CHECK = CheckUsers.withInstalledFormat();
  private static final byte[] WORKBOOK = Workbooks.bad(1_000);

  @TempDir Path folder;
  private Upload upload;

  @BeforeEach
  void send() throws IOException {
    upload = new Upload(new Spool(folder), 1024 * 1024);
    upload.body().write(ByteBuffer.wrap(WORKBOOK));
  }

  @AfterEach
  void close() {
    upload.close();
  }

  @Test
  void a_check_in_time_is_as_any_other() throws Exception {
    CheckWatch watch = new CheckWatch(upload, CheckWatch.MOST);
    CheckReport report = CHECK.check(watch.over(upload.body()), CheckOptions.DEFAULT, watch);
    assertThat(report.document())
        .isEqualTo(CHECK.check(upload.body().channel(), CheckOptions.DEFAULT).document());
    assertThat(watch.failure()).isEmpty();
  }

  @Test
  void who_left_ends_the_reading_of_the_file() {
    CheckWatch watch = new CheckWatch(upload, CheckWatch.MOST);
    upload.abandon();
    assertThatThrownBy(() -> CHECK.check(watch.over(upload.body()), CheckOptions.DEFAULT))
        .isInstanceOf(CheckWatch.Ended.class);
  }

  @Test
  void who_left_ends_the_reading_also_once_the_file_is_open() {
    CheckWatch watch = new CheckWatch(upload, CheckWatch.MOST);
    WorkbookFormat real = ServiceLoader.load(WorkbookFormat.class).findFirst().orElseThrow();
    Leaving leaving = new Leaving(real, upload);
    assertThatThrownBy(
            () -> new CheckUsers(leaving).check(watch.over(upload.body()), CheckOptions.DEFAULT))
        .isInstanceOf(CheckWatch.Ended.class);
    assertThatThrownBy(() -> watch.row(1)).hasMessage("The caller has left.");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 1_000_000})
  void who_left_ends_the_handing_back(long markedBytes) throws Exception {
    CheckOptions options =
        CheckOptions.DEFAULT.withLimits(Limits.DEFAULT.with("marked_bytes", markedBytes));
    CheckReport report = CHECK.check(upload.body().channel(), options);
    CheckWatch watch = new CheckWatch(upload, CheckWatch.MOST);
    SpooledFile answer = upload.file(1024 * 1024);
    upload.abandon();
    assertThatThrownBy(
            () ->
                CHECK.handBack(upload.body().channel(), options, report, watch.over(answer.out())))
        .isInstanceOf(CheckWatch.Ended.class);
    assertThat(answer.length()).isZero();
  }

  @Test
  void a_check_that_takes_too_long_is_ended_with_a_sentence() {
    CheckWatch watch = new CheckWatch(upload, Duration.ZERO);
    assertThatThrownBy(() -> CHECK.check(watch.over(upload.body()), CheckOptions.DEFAULT))
        .isInstanceOf(CheckWatch.Ended.class);
    assertThat(watch.failure())
        .hasValueSatisfying(
            failure -> {
              assertThat(failure.error()).isEqualTo(ApiError.INVALID_PARAMETER);
              assertThat(failure.detail()).isEqualTo("The check took too long; send it in parts.");
            });
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_fault_of_temporary_files_is_no_fault_of_the_caller(boolean named) {
    IOException fault =
        named
            ? new FileSystemException("/tmp/x", null, "No space left on device")
            : new IOException("No space left on device");
    Map<Setting, String> settings = Map.of(Setting.SPOOL_FOLDER, folder.toString());
    try (TestServer server = new TestServer(new CheckUsers(new Broken(fault)), settings);
        CapturedLog log = new CapturedLog(server)) {
      HttpResponse<byte[]> answer = server.post(WorkbookCheckTest.PATH, WORKBOOK);
      assertError(answer, 503, "WKS.00050902", "unavailable");
      assertThat(header(answer, "Retry-After")).isEqualTo("30");
      assertThat(log.events())
          .filteredOn(event -> event.getFormattedMessage().contains("cannot write to the folder"))
          .hasSize(1);
    }
  }

  /** The real format, whose caller leaves as soon as the workbook is open. */
  private record Leaving(WorkbookFormat real, Upload upload) implements WorkbookFormat {
    @Override
    public ReadableWorkbook open(SeekableByteChannel file, Limits limits) throws IOException {
      ReadableWorkbook workbook = real.open(file, limits);
      upload.abandon();
      return workbook;
    }

    @Override
    public void mark(SeekableByteChannel file, Marks marks, OutputStream out) throws IOException {
      real.mark(file, marks, out);
    }

    @Override
    public void writeRejected(TemplateRequest template, RejectedRows rows, OutputStream out)
        throws IOException {
      real.writeRejected(template, rows, out);
    }
  }

  /** A format whose temporary files fail. */
  private record Broken(IOException fault) implements WorkbookFormat {
    @Override
    public ReadableWorkbook open(SeekableByteChannel file, Limits limits) throws IOException {
      throw fault;
    }

    @Override
    public void mark(SeekableByteChannel file, Marks marks, OutputStream out) throws IOException {
      throw fault;
    }

    @Override
    public void writeRejected(TemplateRequest template, RejectedRows rows, OutputStream out)
        throws IOException {
      throw fault;
    }
  }
}
