package dev.usertemplate.xlsx;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The custom document properties that are texts. */
final class CustomProperties {
  private static final Set<String> TEXTS = Set.of("lpwstr", "lpstr", "bstr");

  /** What is kept of all of them together, in characters; nothing that we put in is near it. */
  private static final int MAX_LENGTH = 1 << 18;

  private CustomProperties() {}

  static Map<String, String> read(Parts parts, String part) throws IOException {
    Map<String, String> properties = new HashMap<>();
    CellText text = new CellText(parts.limits().cellLength());
    int left = MAX_LENGTH;
    try (XmlPart xml = XmlPart.open(parts, part)) {
      String name = null;
      for (int event = xml.next(); event != XmlPart.FINISHED; event = xml.next()) {
        if (event != XmlPart.START) {
          continue;
        }
        if (xml.depth() == 2) {
          name = xml.attribute("name");
        } else if (xml.depth() == 3 && name != null && TEXTS.contains(xml.name())) {
          text.clear();
          xml.textOfElement(text);
          left -= name.length() + text.length();
          if (left >= 0) {
            properties.put(name, text.toString());
          }
        }
      }
    }
    return properties;
  }
}
