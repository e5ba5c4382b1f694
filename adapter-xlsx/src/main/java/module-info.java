import dev.usertemplate.core.template.TemplateRenderer;
import dev.usertemplate.xlsx.XlsxTemplateRenderer;

/** Makes the workbook with Apache POI. */
@org.jspecify.annotations.NullMarked
module dev.usertemplate.xlsx {
  requires transitive dev.usertemplate.core;
  requires java.xml;
  requires org.apache.commons.compress;
  requires org.apache.poi.ooxml;
  requires org.apache.poi.ooxml.schemas;
  requires org.apache.xmlbeans;
  requires static org.jspecify;

  exports dev.usertemplate.xlsx;

  provides TemplateRenderer with
      XlsxTemplateRenderer;
}
