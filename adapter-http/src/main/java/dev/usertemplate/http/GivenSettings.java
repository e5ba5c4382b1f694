package dev.usertemplate.http;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is set, and where: by a flag, else in the environment, else in the settings file. */
final class GivenSettings {
  private final Map<Setting, Given> all = new EnumMap<>(Setting.class);

  /**
   * A value that is set.
   *
   * @param place where, as a message about it begins
   * @param source where, as it is told without anything being wrong
   */
  private record Given(String text, String place, String source) {}

  /**
   * Collects them; the settings file is not read yet.
   *
   * @param flags the value of a flag; null without the flag
   * @param environment the value of an environment variable; null if it is not set
   * @throws SettingException if a flag is empty
   */
  GivenSettings(
      Function<Setting, @Nullable String> flags, Function<String, @Nullable String> environment) {
    for (Setting setting : Setting.values()) {
      String flag = flags.apply(setting);
      String variable = environment.apply(setting.variable());
      if (flag != null && flag.isEmpty()) {
        // As from a variable of a shell that is not set: nobody means to leave access open by it.
        throw new SettingException(setting, "The value is empty.");
      }
      if (flag != null) {
        all.put(setting, new Given(flag, setting.flag(), "flag " + setting.flag()));
      } else if (variable != null && !variable.isEmpty()) {
        String name = "nvironment variable " + setting.variable();
        all.put(setting, new Given(variable, "E" + name, "e" + name));
      }
    }
  }

  /**
   * Reads the settings file, if one is given.
   *
   * @throws SettingsFile.Broken if it can't be used
   */
  void readFile() throws SettingsFile.Broken {
    Given config = all.get(Setting.CONFIG);
    if (config == null) {
      return;
    }
    Path file = new Settings(texts()).file(Setting.CONFIG).orElseThrow();
    SettingsFile.read(file)
        .forEach(
            (setting, value) -> {
              String place = file + ":" + value.line();
              all.putIfAbsent(
                  setting, new Given(value.text(), place + ": " + setting.key(), place));
            });
  }

  /** The values. */
  Map<Setting, String> texts() {
    Map<Setting, String> texts = new EnumMap<>(Setting.class);
    all.forEach((setting, given) -> texts.put(setting, given.text()));
    return texts;
  }

  /** What the person has to change: where the value comes from, or else the flag. */
  String place(Setting setting) {
    Given given = all.get(setting);
    return given == null ? setting.flag() : given.place();
  }

  /** All settings as they count, as a settings file that has the same effect wherever it stands. */
  String document() {
    Settings settings = new Settings(texts());
    StringBuilder document = new StringBuilder();
    for (Setting setting : Setting.values()) {
      if (setting != Setting.CONFIG) {
        document.append(line(setting, settings)).append('\n');
      }
    }
    return document.toString();
  }

  private String line(Setting setting, Settings settings) {
    String value = value(setting, settings);
    if (value.isEmpty()) {
      return "# %s: none".formatted(setting.key());
    }
    Given given = all.get(setting);
    return "%s: %s # %s"
        .formatted(
            setting.key(),
            value.matches("\\d+|true|false") ? value : Json.MAPPER.writeValueAsString(value),
            given == null ? "default" : given.source());
  }

  private static String value(Setting setting, Settings settings) {
    if (setting == Setting.RATE_LIMIT) {
      // Its default depends on others.
      return Integer.toString(settings.rateLimit());
    }
    return setting.isPath()
        ? settings.file(setting).map(it -> it.toAbsolutePath().normalize().toString()).orElse("")
        : settings.text(setting);
  }
}
