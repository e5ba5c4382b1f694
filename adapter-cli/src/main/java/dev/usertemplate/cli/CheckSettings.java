package dev.usertemplate.cli;

import dev.usertemplate.core.check.CheckOptions;
import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.workbook.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how a workbook is checked. */
final class CheckSettings {
  @Option(
      names = "--language",
      paramLabel = "LANGUAGE",
      converter = WireNames.OfLanguage.class,
      completionCandidates = WireNames.OfLanguage.class,
      description = {
        "The language of the messages:",
        "${COMPLETION-CANDIDATES}. Default: the workbook's own."
      })
  private @Nullable Language language;

  @Option(
      names = "--active-type",
      paramLabel = "TYPE",
      converter = WireNames.OfActivationType.class,
      completionCandidates = WireNames.OfActivationType.class,
      description = {
        "What the workbook is expected to be:",
        "${COMPLETION-CANDIDATES}. Default: whatever it is."
      })
  private @Nullable ActivationType activationType;

  @Option(names = "--strict", description = "Count slips as mistakes that are repaired otherwise.")
  private boolean strict;

  @Option(
      names = "--active-directory",
      description = "The accounts come from Active Directory: a password may be missing.")
  private boolean activeDirectory;

  @Option(
      names = "--limit",
      paramLabel = "NAME=VALUE",
      converter = LimitOption.Converter.class,
      completionCandidates = LimitOption.Names.class,
      description = {
        "How much of a file is taken; may be given several times:",
        "${COMPLETION-CANDIDATES}."
      })
  private List<LimitOption> limits = new ArrayList<>();

  /** The options of the check. */
  CheckOptions options() {
    Limits all = Limits.DEFAULT;
    for (LimitOption limit : limits) {
      all = limit.in(all);
    }
    return CheckOptions.DEFAULT
        .withActivationType(activationType)
        .withLanguage(language)
        .withStrict(strict)
        .withActiveDirectory(activeDirectory)
        .withLimits(all);
  }

  /** The language of what is said while no workbook has told its own. */
  Language ownLanguage() {
    return Objects.requireNonNullElse(language, Language.EN_US);
  }
}
