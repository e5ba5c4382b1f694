package dev.usertemplate.cli;

import dev.usertemplate.core.check.CreateUsersCalls;
import dev.usertemplate.core.template.TemplateRequest;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the columns of a template and their rules. */
@Command(
    name = FieldsCommand.NAME,
    description = "List the columns and their rules.",
    defaultValueProvider = RequestOptions.Defaults.class,
    sortOptions = false,
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n")
final class FieldsCommand implements Callable<Integer> {
  static final String NAME = "fields";

  private final Output out;

  @Spec
  @SuppressWarnings("NullAway.Init") // Set by picocli.
  private CommandSpec spec;

  @Mixin private RequestOptions options = new RequestOptions();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      converter = WireNames.OfFormat.class,
      completionCandidates = WireNames.OfFormat.class,
      defaultValue = "table",
      description = {
        "For people, for programs, or as a JSON Schema of the calls that create users:",
        "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}."
      })
  private Format format = Format.TABLE;

  FieldsCommand(Output out) {
    this.out = out;
  }

  @Override
  public Integer call() throws OutputFailedException {
    TemplateRequest request = options.request();
    switch (format) {
      case TABLE ->
          spec.commandLine()
              .getOut()
              .print(new FieldsTable(request, spec.usageMessage().width(), out));
      case JSON -> print(FieldsDocument.of(request));
      case SCHEMA -> print(CreateUsersCalls.jsonSchema(request.activationType()));
    }
    return ExitCode.OK.number();
  }

  private void print(Object document) throws OutputFailedException {
    try {
      Json.write(document, out.stream());
    } catch (IOException e) {
      throw OutputFailedException.writing("The standard output", e);
    }
  }

  /** Who reads the list. */
  enum Format {
    /** People. */
    TABLE,
    /** Programs. */
    JSON,
    /** Programs that judge the bodies of calls: the JSON Schema of these. */
    SCHEMA;

    /** The name on the command line. */
    String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
