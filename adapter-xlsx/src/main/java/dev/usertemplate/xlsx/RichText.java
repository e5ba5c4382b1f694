package dev.usertemplate.xlsx;

import java.io.IOException;

/** The element {@code si} of a shared string, or {@code is} of a string within its cell. */
final class RichText {
  private RichText() {}

  /**
   * Reads the element that starts here, to its end: its text, or the texts of its runs {@code r}
   * joined. Phonetic guides are in {@code rPh}.
   */
  static void read(XmlPart xml, CellText text) throws IOException {
    text.clear();
    int inside = xml.depth();
    while (true) {
      int event = xml.next();
      if (event == XmlPart.END && xml.depth() < inside) {
        return;
      }
      if (event == XmlPart.START) {
        if (xml.isAt("t")) {
          xml.textOfElement(text);
        } else if (!xml.isAt("r")) {
          xml.skip();
        }
      }
    }
  }
}
