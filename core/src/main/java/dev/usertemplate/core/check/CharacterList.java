package dev.usertemplate.core.check;

import dev.usertemplate.core.schema.CharacterSet;
import dev.usertemplate.core.schema.Texts;
import java.util.stream.Collectors;

/**
 * Characters that are not allowed where they stand, as a message names them.
 *
 * @param characters each once; not empty
 */
record CharacterList(String characters) {
  private static final int MOST = 10;

  /** Letters and signs without a shape, by their categories like any others. */
  private static final String LOOKING_LIKE_NOTHING = "\u115F\u1160\u2800\u3164\uFFA0\uFFFC";

  /** The first few characters of the text that do not belong to the set. */
  static CharacterList outside(CharacterSet allowed, String text) {
    return new CharacterList(
        text.codePoints()
            .filter(it -> !allowed.contains(it))
            .distinct()
            .limit(MOST)
            .mapToObj(Character::toString)
            .collect(Collectors.joining()));
  }

  /** The characters, with a name for those that can't be seen. */
  String inWords(Texts texts) {
    return characters
        .codePoints()
        .mapToObj(
            it ->
                it == ' '
                    ? texts.get("characters.space")
                    : isVisible(it) ? Character.toString(it) : "U+%04X".formatted(it))
        .collect(Collectors.joining(" "));
  }

  private static boolean isVisible(int character) {
    return LOOKING_LIKE_NOTHING.indexOf(character) < 0
        && switch (Character.getType(character)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.NON_SPACING_MARK,
              Character.ENCLOSING_MARK,
              Character.SURROGATE,
              Character.PRIVATE_USE,
              Character.UNASSIGNED,
              Character.SPACE_SEPARATOR,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
              false;
          default -> true;
        };
  }
}
