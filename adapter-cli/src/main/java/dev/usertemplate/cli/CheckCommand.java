package dev.usertemplate.cli;

import dev.usertemplate.core.check.CheckOptions;
import dev.usertemplate.core.check.CheckReport;
import dev.usertemplate.core.check.CheckUsers;
import dev.usertemplate.core.schema.Texts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a filled workbook, and makes of it what is asked for. */
@Command(
    name = CheckCommand.NAME,
    description = {
      "Check a filled workbook.",
      "",
      "Every mistake is named by its cell, with what would be right. Passwords are never shown."
    },
    sortOptions = false,
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n")
final class CheckCommand implements Callable<Integer> {
  static final String NAME = "check";

  private static final Path STANDARD = CheckedFile.STANDARD;

  private final Surroundings surroundings;
  private final Supplier<CheckUsers> useCase;
  private final Clock clock;

  @Spec
  @SuppressWarnings("NullAway.Init") // Set by picocli.
  private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      converter = FileName.class,
      description = "The workbook; - is the standard input.")
  private Path file = STANDARD;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      converter = WireNames.OfReportFormat.class,
      completionCandidates = WireNames.OfReportFormat.class,
      defaultValue = "text",
      description = {
        "The report for people or for programs:",
        "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}."
      })
  private Format format = Format.TEXT;

  @Mixin private CheckSettings settings = new CheckSettings();

  @Option(
      names = "--annotate",
      paramLabel = "OUT.xlsx",
      converter = FileName.class,
      description = "Write the workbook with the mistakes marked into this file.")
  private @Nullable Path annotate;

  @Option(
      names = "--requests",
      paramLabel = "DIR",
      converter = FileName.OfFolder.class,
      description = {
        "Write the users as bodies of API calls into this folder;",
        "with any mistake, nothing is written."
      })
  private @Nullable Path requests;

  @Option(
      names = "--valid-only",
      description = {
        "With --requests: write the users without mistakes, and the rejected rows into "
            + RequestFolder.REJECTED
            + "."
      })
  private boolean validOnly;

  @Option(names = "--force", description = "Replace files that already exist.")
  private boolean force;

  /**
   * The command.
   *
   * @param useCase made only when needed
   * @param clock paces the progress line
   */
  CheckCommand(Surroundings surroundings, Supplier<CheckUsers> useCase, Clock clock) {
    this.surroundings = surroundings;
    this.useCase = useCase;
    this.clock = clock;
  }

  @Override
  public Integer call() throws CommandFailedException {
    refuseContradictions();
    CheckOptions options = settings.options();
    try (CheckedFile opened = open(options)) {
      HandOut handOut = handOut(opened, options);
      handOut.verify();
      CheckReport report = check(opened, options);
      print(report, opened, options);
      if (format == Format.TEXT && !report.isClean() && annotate == null) {
        String next = Texts.of(report.language()).get("report.command.next");
        TextGrid.wrap(next, spec.usageMessage().width()).forEach(this::say);
      }
      handOut.write(report);
      return (report.isClean() ? ExitCode.OK : ExitCode.FINDINGS).number();
    } catch (IOException e) {
      throw InputFailedException.reading(
          CheckedFile.name(file, settings.ownLanguage()), settings.ownLanguage(), e);
    }
  }

  private void refuseContradictions() {
    if (validOnly && requests == null) {
      throw misused("--valid-only says what --requests writes: add --requests DIR.");
    }
    if (STANDARD.equals(annotate)) {
      throw misused("--annotate: the standard output takes the report; name a file.");
    }
    String contradiction = paths().contradiction();
    if (contradiction != null) {
      throw misused(contradiction);
    }
  }

  private CheckPaths paths() {
    Path folder = surroundings.folder();
    return new CheckPaths(
        STANDARD.equals(file) ? null : folder.resolve(file),
        annotate == null ? null : folder.resolve(annotate),
        requests == null ? null : folder.resolve(requests));
  }

  private ParameterException misused(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }

  private CheckedFile open(CheckOptions options) throws InputFailedException {
    return STANDARD.equals(file)
        ? CheckedFile.open(surroundings.in(), options.limits(), settings.ownLanguage())
        : CheckedFile.open(
            surroundings.folder().resolve(file), options.limits(), settings.ownLanguage());
  }

  private HandOut handOut(CheckedFile opened, CheckOptions options) throws IOException {
    Path folder = surroundings.folder();
    return new HandOut(
        useCase.get(),
        opened,
        options,
        annotate == null
            ? null
            : new WorkbookFile(
                folder.resolve(annotate), "--annotate", FileAccess.of(opened.path())),
        requests == null ? null : new RequestFolder(folder.resolve(requests)),
        validOnly,
        force,
        this::say);
  }

  private CheckReport check(CheckedFile opened, CheckOptions options)
      throws CommandFailedException {
    Texts texts = Texts.of(settings.ownLanguage());
    try (Progress progress = new Progress(surroundings.err(), texts, clock)) {
      return useCase.get().check(opened.channel(), options, progress);
    } catch (IOException e) {
      throw InputFailedException.reading(
          opened.name(settings.ownLanguage()), settings.ownLanguage(), e);
    }
  }

  private void print(CheckReport report, CheckedFile opened, CheckOptions options)
      throws OutputFailedException {
    int width = spec.usageMessage().width();
    switch (format) {
      case TEXT ->
          spec.commandLine()
              .getOut()
              .print(
                  new ReportText(
                      report,
                      opened.name(report.language()),
                      options.strict(),
                      width,
                      surroundings.out()));
      case JSON -> {
        try {
          Json.write(report.document(), surroundings.out().stream());
        } catch (IOException e) {
          throw OutputFailedException.writing("The standard output", e);
        }
      }
    }
  }

  // JSON has the standard output to itself. Not wrapped: there are paths to be copied.
  private void say(String sentence) {
    CommandLine command = spec.commandLine();
    (format == Format.TEXT ? command.getOut() : command.getErr()).println(sentence);
  }

  /** Who reads the report. */
  enum Format {
    /** People. */
    TEXT,
    /** Programs. */
    JSON;

    /** The name on the command line. */
    String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
