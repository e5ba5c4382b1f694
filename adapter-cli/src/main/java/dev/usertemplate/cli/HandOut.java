package dev.usertemplate.cli;

import dev.usertemplate.core.check.CheckOptions;
import dev.usertemplate.core.check.CheckReport;
import dev.usertemplate.core.check.CheckUsers;
import dev.usertemplate.core.check.CreateUsersCalls;
import dev.usertemplate.core.check.HandBack;
import dev.usertemplate.core.schema.Texts;
import dev.usertemplate.core.workbook.UnreadableWorkbookException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is written after a check, besides the report.
 *
 * @param checkUsers the use case
 * @param file the workbook
 * @param options of the check
 * @param annotate takes the marked workbook; null when none is wanted
 * @param requests takes the users as calls; null when they are not wanted
 * @param validOnly whether the valid users are written although others are not
 * @param force whether existing files may be replaced
 * @param says takes what was written, a sentence at a time
 */
record HandOut(
    CheckUsers checkUsers,
    CheckedFile file,
    CheckOptions options,
    @Nullable WorkbookFile annotate,
    @Nullable RequestFolder requests,
    boolean validOnly,
    boolean force,
    Consumer<String> says) {

  /** Refuses what can't be written before any work is done. */
  void verify() throws OutputFailedException {
    if (annotate != null) {
      annotate.verify(force);
    }
    if (requests != null) {
      requests.verify(force);
    }
  }

  /** Writes what is wanted. */
  void write(CheckReport report) throws CommandFailedException {
    Texts texts = Texts.of(report.language());
    if (annotate != null) {
      AtomicReference<HandBack> form = new AtomicReference<>(HandBack.MARKED);
      annotate.write(out -> form.set(handBack(report, out)), force);
      String key = form.get() == HandBack.MARKED ? "marked" : "rejected_rows";
      says.accept(texts.get("report.command." + key, annotate.path()));
    }
    if (requests == null) {
      return;
    }
    if (!report.isClean() && !validOnly) {
      says.accept(texts.get("report.command.refused", requests.path()));
      if (force && requests.clear()) {
        says.accept(texts.get("report.command.removed", requests.path()));
      }
      return;
    }
    writeRequests(report, requests, texts);
  }

  private void writeRequests(CheckReport report, RequestFolder folder, Texts texts)
      throws CommandFailedException {
    List<String> files =
        folder.write(
            draft -> {
              writeBodies(report, draft);
              if (report.rows().valid() < report.rows().users()) {
                try (OutputStream out = draft.create(RequestFolder.REJECTED)) {
                  checkUsers.writeRejected(file.channel(), options, report, out);
                }
              }
            });
    int bodies =
        (report.rows().valid() + CreateUsersCalls.MAX_USERS - 1) / CreateUsersCalls.MAX_USERS;
    if (bodies == 0) {
      says.accept(texts.get("report.command.no_requests", folder.path()));
    } else {
      String first = folder.path().resolve(files.get(0)).toString();
      String last = files.get(bodies - 1);
      says.accept(
          texts.get(
              "report.command.requests",
              ReportText.number(report.rows().valid()),
              bodies == 1 ? first : first + " ... " + last));
    }
    if (files.contains(RequestFolder.REJECTED)) {
      says.accept(
          texts.get("report.command.rejected", folder.path().resolve(RequestFolder.REJECTED)));
    }
  }

  private void writeBodies(CheckReport report, RequestFolder.Draft draft)
      throws IOException, InputFailedException {
    CreateUsersCalls calls =
        new CreateUsersCalls(
            body -> {
              try {
                draft.body(body);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    try {
      checkUsers.readUsers(file.channel(), options, report, calls);
      calls.finish();
    } catch (UnreadableWorkbookException e) {
      throw InputFailedException.reading(file.name(report.language()), report.language(), e);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private HandBack handBack(CheckReport report, OutputStream out)
      throws IOException, InputFailedException {
    try {
      return checkUsers.handBack(file.channel(), options, report, out);
    } catch (UnreadableWorkbookException e) {
      throw InputFailedException.reading(file.name(report.language()), report.language(), e);
    }
  }
}
