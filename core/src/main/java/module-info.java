/**
 * The pure core: what a user template is (the schema and its texts), the use cases that render one
 * and check a filled one, and who may do what. Knows neither spreadsheets nor HTTP nor a terminal.
 */
@org.jspecify.annotations.NullMarked
module dev.usertemplate.core {
  requires static transitive org.jspecify;

  exports dev.usertemplate.core.access;
  exports dev.usertemplate.core.check;
  exports dev.usertemplate.core.schema;
  exports dev.usertemplate.core.template;
  exports dev.usertemplate.core.workbook;

  uses dev.usertemplate.core.template.TemplateRenderer;
  uses dev.usertemplate.core.workbook.WorkbookFormat;
}
