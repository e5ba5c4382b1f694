package dev.usertemplate.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Random values for one try of a {@link Property}; the same seed gives the same ones. Bounds are
 * inclusive.
 *
 * <p>Edge cases come more often than by chance: both ends of a range and of an alphabet, empty,
 * short and longest texts and lists, one character repeated, special characters.
 */
public final class RandomValues {
  /** The printable characters of ASCII. */
  public static final String PRINTABLE = range(' ', '~');

  /** Characters and sequences that are often handled wrongly. */
  static final List<String> SPECIAL =
      Stream.concat(
              // Controls, line ends and blanks.
              ("\0\u0001\t\n\u000B\r\u001B \u007F\u0085\u00A0\u1680\u2028\u2029\u3000"
                      // Invisible, or joined to what stands before.
                      + "\u00AD\u0301\u200B\u200D\u202E\uFE0F\uFEFF"
                      // Change their letter or their length with the case.
                      + "\u00DF\u0130\u0131\u017F\u212A\uFB01"
                      // Look like ASCII.
                      + "\u0660\uFF01\uFF10\uFF21"
                      // Separate, quote and escape.
                      + "\"'\\%&<>/.:;,${"
                      // First and last of their length in UTF-8, or of their range.
                      + "\u0080\u07FF\u0800\uD7FF\uE000\uFFFD\uFFFE\uFFFF"
                      // Surrogates, in pairs and alone.
                      + "\uD83D\uDE00\uD800\uDC00\uDBFF\uDFFF\uDC00\uDFFF\uD800\uDBFF")
                  .codePoints()
                  .mapToObj(Character::toString),
              Stream.of("..", "]]>", "_x0041_"))
          .toList();

  private static final double[] NUMBERS = {
    0, 1, 0.1, 1e15, 1e16, 0x1p53, Double.MIN_VALUE, Double.MIN_NORMAL, Double.MAX_VALUE
  };

  private static final int MAX_SHOWN = 2000;

  private final SplittableRandom random;
  private final List<Object> drawn = new ArrayList<>();

  RandomValues(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** All characters from one to another. */
  public static String range(char first, char last) {
    StringBuilder characters = new StringBuilder();
    for (int c = first; c <= last; c++) {
      characters.append((char) c);
    }
    return characters.toString();
  }

  /** True with a probability of 1 in that many. */
  public boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  public int between(int min, int max) {
    return drawn(pick(min, max));
  }

  /** A number of any magnitude up to a bound: whole, with two decimals, or with all digits. */
  public double number(double bound) {
    double size =
        switch (random.nextInt(5)) {
          case 0 -> pick(0, Integer.MAX_VALUE);
          case 1 -> pick(0, Integer.MAX_VALUE) / 100.0;
          case 2 -> random.nextDouble();
          case 3 -> NUMBERS[random.nextInt(NUMBERS.length)];
          default -> Double.longBitsToDouble(random.nextLong(Double.doubleToLongBits(bound)));
        };
    return drawn((oneIn(2) ? 1 : -1) * Math.min(size, bound));
  }

  @SafeVarargs
  public final <T> T of(T... choices) {
    return drawn(choices[random.nextInt(choices.length)]);
  }

  public <T> T of(List<T> choices) {
    return drawn(choices.get(random.nextInt(choices.size())));
  }

  @SafeVarargs
  public final <T> T oneOf(Supplier<? extends T>... choices) {
    return choices[random.nextInt(choices.length)].get();
  }

  public <T> List<T> list(int min, int max, Supplier<? extends T> element) {
    List<T> list = new ArrayList<>();
    for (int size = pick(min, max); list.size() < size; ) {
      list.add(element.get());
    }
    return list;
  }

  public <T> List<T> shuffled(List<T> list) {
    List<T> shuffled = new ArrayList<>(list);
    Collections.shuffle(shuffled, new Random(random.nextLong()));
    return drawn(shuffled);
  }

  /** A text of any characters, unpaired surrogates included. */
  public String text(int min, int max) {
    return text(
        min,
        max,
        () ->
            switch (random.nextInt(3)) {
              case 0 -> charOf(PRINTABLE);
              case 1 -> SPECIAL.get(random.nextInt(SPECIAL.size()));
              default -> String.valueOf((char) pick(0, Character.MAX_VALUE));
            });
  }

  /** A text of the characters of an alphabet. */
  public String text(String alphabet, int min, int max) {
    return text(min, max, () -> charOf(alphabet));
  }

  public byte[] bytes(int min, int max) {
    byte[] bytes = new byte[pick(min, max)];
    random.nextBytes(bytes);
    return drawn(bytes);
  }

  /** The values so far. */
  @Override
  public String toString() {
    String all = drawn.stream().map(RandomValues::shown).collect(Collectors.joining(", "));
    return all.length() <= MAX_SHOWN ? all : all.substring(0, MAX_SHOWN) + "...";
  }

  private static String shown(Object value) {
    if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    if (value instanceof String text) {
      return text.chars()
          .mapToObj(c -> PRINTABLE.indexOf(c) < 0 ? "\\u%04X".formatted(c) : "" + (char) c)
          .collect(Collectors.joining("", "\"", "\""));
    }
    return String.valueOf(value);
  }

  private <T> T drawn(T value) {
    drawn.add(value);
    return value;
  }

  private String text(int min, int max, Supplier<String> characters) {
    int length = pick(min, max);
    String first = characters.get();
    boolean allTheSame = oneIn(10);
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append(allTheSame ? first : characters.get());
    }
    return drawn(text.substring(0, length));
  }

  private String charOf(String alphabet) {
    return String.valueOf(alphabet.charAt(pick(0, alphabet.length() - 1)));
  }

  private int pick(int min, int max) {
    return (int)
        switch (random.nextInt(12)) {
          case 0 -> min;
          case 1 -> max;
          case 2, 3 -> random.nextLong(min, Math.min(min + 4L, max + 1L));
          default -> random.nextLong(min, max + 1L);
        };
  }
}
