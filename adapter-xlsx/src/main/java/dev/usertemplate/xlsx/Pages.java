package dev.usertemplate.xlsx;

import dev.usertemplate.core.schema.Language;
import org.apache.poi.ss.usermodel.PrintSetup;
import org.apache.poi.xssf.usermodel.XSSFPrintSetup;
import org.apache.poi.xssf.usermodel.XSSFSheet;

/** How a sheet is printed. */
final class Pages {
  private Pages() {}

  /** Landscape, as wide as the page, as many pages as it takes, sheet and page named below. */
  static void landscape(XSSFSheet sheet, Language language) {
    XSSFPrintSetup setup = sheet.getPrintSetup();
    setup.setLandscape(true);
    setup.setPaperSize(
        switch (language) {
          case ZH_CN -> PrintSetup.A4_PAPERSIZE;
          case EN_US -> PrintSetup.LETTER_PAPERSIZE;
        });
    sheet.setFitToPage(true);
    setup.setFitWidth((short) 1);
    setup.setFitHeight((short) 0);
    sheet.getFooter().setLeft("&A");
    sheet.getFooter().setRight("&P / &N");
  }
}
