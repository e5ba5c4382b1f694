/**
 * The pure core: what a user template is (the schema and its texts) and the use case that renders
 * one. Knows neither spreadsheets nor HTTP nor a terminal.
 */
@org.jspecify.annotations.NullMarked
module dev.usertemplate.core {
  requires static transitive org.jspecify;

  exports dev.usertemplate.core.schema;
  exports dev.usertemplate.core.template;

  uses dev.usertemplate.core.template.TemplateRenderer;
}
