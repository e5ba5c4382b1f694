package dev.usertemplate.cli;

import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.template.TemplateRequest;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** The options that choose one of the templates. */
final class RequestOptions {
  @Option(
      names = "--language",
      paramLabel = "LANGUAGE",
      converter = WireNames.OfLanguage.class,
      completionCandidates = WireNames.OfLanguage.class,
      description = {
        "The language of every word in it:",
        "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}."
      })
  private Language language = TemplateRequest.DEFAULT.language();

  @Option(
      names = "--active-type",
      paramLabel = "TYPE",
      converter = WireNames.OfActivationType.class,
      completionCandidates = WireNames.OfActivationType.class,
      description = {
        "Who activates the users; decides about the columns:",
        "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}."
      })
  private ActivationType activationType = TemplateRequest.DEFAULT.activationType();

  /** The request that the options make. */
  TemplateRequest request() {
    return new TemplateRequest(language, activationType);
  }

  /** Lets the help name the defaults as the command line spells them. */
  static final class Defaults implements IDefaultValueProvider {
    @Override
    @SuppressWarnings("NullAway") // Null is how picocli wants to hear that there is no default.
    public String defaultValue(ArgSpec argument) {
      if (!(argument instanceof OptionSpec option)) {
        return null;
      }
      return switch (option.longestName()) {
        case "--language" -> TemplateRequest.DEFAULT.language().wireName();
        case "--active-type" -> TemplateRequest.DEFAULT.activationType().wireName();
        default -> null;
      };
    }
  }
}
