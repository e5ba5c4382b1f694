package dev.usertemplate.core.check;

/** Takes what is found while a workbook is read, row by row. Each method may be left as it is. */
public interface UserHandler {
  /** Does nothing. */
  UserHandler NONE = new UserHandler() {};

  /**
   * A user whose row has no mistake as far as is known by then: that the same username stands in a
   * later row as well shows only there.
   */
  default void user(User user) {}

  /**
   * A finding, also one beyond {@link CheckOptions#maxFindings()}. They come in row order, but for
   * the first of two equal usernames, which is found with the second, and for some that concern the
   * whole file, which come last.
   */
  default void finding(Finding finding) {}

  /**
   * A row was read, whatever it holds.
   *
   * @param number of the row, from 1
   */
  default void row(int number) {}
}
