package dev.usertemplate.core.schema;

/**
 * A set of ASCII characters, as a rule names it. Case counts.
 *
 * @param letters whether {@code A-Z} and {@code a-z} belong to it
 * @param digits whether {@code 0-9} belong to it
 * @param others the other members, each once, in the order in which people are told them; may be
 *     empty
 */
public record CharacterSet(boolean letters, boolean digits, String others) {
  /** {@code A-Z}, {@code a-z} and {@code 0-9}. */
  public static final CharacterSet ALPHANUMERIC = new CharacterSet(true, true, "");

  /** {@code 0-9}. */
  public static final CharacterSet DIGITS = new CharacterSet(false, true, "");

  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  /** The set of exactly these characters. */
  public static CharacterSet of(String characters) {
    return new CharacterSet(false, false, characters);
  }

  /** This set and the given characters. */
  public CharacterSet and(String more) {
    return new CharacterSet(letters, digits, others + more);
  }

  /** All members as one string: letters, digits, the others. */
  public String members() {
    return (letters ? LETTERS : "") + (digits ? "0123456789" : "") + others;
  }

  /** Whether the character belongs to the set. */
  public boolean contains(int character) {
    return (letters && isLetter(character))
        || (digits && character >= '0' && character <= '9')
        || others.indexOf(character) >= 0;
  }

  private static boolean isLetter(int character) {
    int lower = character | 0x20;
    return lower >= 'a' && lower <= 'z';
  }

  /** Whether each character of the text belongs to the set; true for an empty text. */
  public boolean containsAll(String text) {
    return containsAll(text, 0, text.length());
  }

  /** Whether each character of the text from one index to before another belongs to the set. */
  boolean containsAll(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!contains(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
