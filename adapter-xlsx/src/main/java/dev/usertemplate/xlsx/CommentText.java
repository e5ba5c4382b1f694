package dev.usertemplate.xlsx;

import javax.xml.namespace.QName;
import org.apache.xmlbeans.XmlCursor;
import org.apache.xmlbeans.XmlObject;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.CTRElt;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.CTRst;

/** A text whose parts have formats of their own. */
final class CommentText {
  private static final QName SPACE = new QName("http://www.w3.org/XML/1998/namespace", "space");

  private final CTRst text;

  CommentText(CTRst text) {
    this.text = text;
  }

  /** All characters, without phonetic guides. */
  String characters() {
    StringBuilder characters = new StringBuilder();
    if (text.isSetT()) {
      characters.append(text.getT());
    }
    for (CTRElt run : text.getRArray()) {
      characters.append(run.getT());
    }
    return characters.toString();
  }

  /** Adds characters that look like those before them. */
  void append(String characters) {
    int runs = text.sizeOfRArray();
    if (runs == 0) {
      text.setT(characters() + characters);
      keepBlanks(text.xgetT());
      return;
    }
    CTRElt last = text.getRArray(runs - 1);
    CTRElt run = text.addNewR();
    if (last.isSetRPr()) {
      run.setRPr(last.getRPr());
    }
    run.setT(characters);
    keepBlanks(run.xgetT());
  }

  /** Leaves the first characters only. */
  void cut(int length) {
    int rest = length;
    if (text.isSetT()) {
      rest = cut(text.getT(), rest, text::setT);
    }
    for (int i = 0; i < text.sizeOfRArray(); i++) {
      CTRElt run = text.getRArray(i);
      if (rest == 0) {
        text.removeR(i--);
      } else {
        rest = cut(run.getT(), rest, run::setT);
      }
    }
  }

  private static int cut(String part, int rest, java.util.function.Consumer<String> shorter) {
    if (part.length() > rest) {
      shorter.accept(part.substring(0, rest));
      return 0;
    }
    return rest - part.length();
  }

  /** Without this, blanks and line breaks at either end may be lost. */
  static void keepBlanks(XmlObject element) {
    try (XmlCursor cursor = element.newCursor()) {
      cursor.setAttributeText(SPACE, "preserve");
    }
  }
}
