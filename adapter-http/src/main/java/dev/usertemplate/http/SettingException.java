package dev.usertemplate.http;

/** A setting has a value that it must not have. */
public final class SettingException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final Setting setting;

  /**
   * Names the setting and says what is wrong with its value.
   *
   * @param problem a sentence, or several lines of them, without the setting's name
   */
  SettingException(Setting setting, String problem) {
    super(problem);
    this.setting = setting;
  }

  /** The setting to change. */
  public Setting setting() {
    return setting;
  }
}
