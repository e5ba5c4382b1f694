package dev.usertemplate.xlsx;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** A number as a spreadsheet shows it in a wide cell without a format. */
final class NumberText {
  private static final MathContext DIGITS = new MathContext(15, RoundingMode.HALF_UP);

  /** From here on a spreadsheet would round the digits away. */
  private static final double LARGE = 1e15;

  /** The decimal exponent below which a number is written with one. */
  private static final int SMALL = -15;

  private NumberText() {}

  static String of(double number) {
    if (number == Math.rint(number) && Math.abs(number) < LARGE) {
      return Long.toString((long) number);
    }
    BigDecimal rounded = new BigDecimal(number).round(DIGITS).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent >= SMALL && exponent < 15) {
      return rounded.toPlainString();
    }
    String digits = rounded.unscaledValue().abs().toString();
    return (rounded.signum() < 0 ? "-" : "")
        + digits.charAt(0)
        + (digits.length() > 1 ? "." + digits.substring(1) : "")
        + (exponent < 0 ? "E-" : "E+")
        + (Math.abs(exponent) < 10 ? "0" : "")
        + Math.abs(exponent);
  }
}
