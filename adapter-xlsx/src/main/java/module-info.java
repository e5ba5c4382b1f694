import dev.usertemplate.core.template.TemplateRenderer;
import dev.usertemplate.core.workbook.WorkbookFormat;
import dev.usertemplate.xlsx.ShippedTemplateRenderer;
import dev.usertemplate.xlsx.XlsxWorkbookFormat;

/** Makes workbooks with Apache POI, and reads them as streams. */
@org.jspecify.annotations.NullMarked
module dev.usertemplate.xlsx {
  requires transitive dev.usertemplate.core;
  requires com.fasterxml.aalto;
  requires java.xml;
  requires org.apache.commons.compress;
  requires org.apache.poi.ooxml;
  requires org.apache.poi.ooxml.schemas;
  requires org.apache.xmlbeans;
  requires org.codehaus.stax2;
  requires static org.jspecify;

  exports dev.usertemplate.xlsx;

  provides TemplateRenderer with
      ShippedTemplateRenderer;
  provides WorkbookFormat with
      XlsxWorkbookFormat;
}
