package dev.usertemplate.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Metrics in the text format of Prometheus, version 0.0.4, read as strictly as it is published:
 * every line has to be one of the three kinds, and a sample has to belong to a family whose type
 * was told.
 */
final class Exposition {
  private static final Pattern HELP = Pattern.compile("# HELP ([a-zA-Z_:][\\w:]*) (.*)");
  private static final Pattern TYPE =
      Pattern.compile("# TYPE ([a-zA-Z_:][\\w:]*) (counter|gauge|histogram|summary|untyped)");
  private static final String LABEL = "[a-zA-Z_]\\w*=\"(?:[^\"\\\\\\n]|\\\\[\\\\\"n])*\"";
  private static final Pattern SAMPLE =
      Pattern.compile(
          "([a-zA-Z_:][\\w:]*)(?:\\{(" + LABEL + "(?:," + LABEL + ")*),?})? (\\S+)(?: -?\\d+)?");

  private final Map<String, String> types = new LinkedHashMap<>();
  private final Map<String, String> helps = new LinkedHashMap<>();
  private final Map<String, Double> samples = new TreeMap<>();

  Exposition(String text) {
    assertThat(text).endsWith("\n");
    text.lines().forEach(this::take);
  }

  private void take(String line) {
    Matcher type = TYPE.matcher(line);
    Matcher sample = SAMPLE.matcher(line);
    Matcher help = HELP.matcher(line);
    if (type.matches()) {
      assertThat(types.put(type.group(1), type.group(2))).as("told twice: " + line).isNull();
    } else if (help.matches()) {
      helps.put(help.group(1), help.group(2));
    } else {
      assertThat(sample.matches()).as("no line of the format: " + line).isTrue();
      assertThat(family(sample.group(1))).as("without a type: " + line).isNotNull();
      String labels = sample.group(2) == null ? "" : "{" + sample.group(2) + "}";
      double value = Double.parseDouble(sample.group(3).replace("Inf", "Infinity"));
      assertThat(samples.put(sample.group(1) + labels, value)).as("twice: " + line).isNull();
    }
  }

  private String family(String sample) {
    String base = sample.replaceFirst("_(bucket|sum|count)$", "");
    return types.containsKey(sample) ? sample : types.containsKey(base) ? base : null;
  }

  /** The names of all families, with their types. */
  Map<String, String> types() {
    return types;
  }

  /** What each family says of itself. */
  Map<String, String> helps() {
    return helps;
  }

  /** All samples; the keys are written as in the text. */
  Map<String, Double> samples() {
    return samples;
  }

  /** The value of a sample; 0 if there is none. */
  double value(String sample) {
    return samples.getOrDefault(sample, 0.0);
  }

  /** The names of the labels of a family; not the bounds of a histogram. */
  Set<String> labels(String family) {
    Set<String> names = new TreeSet<>();
    Pattern sample = Pattern.compile(family + "(?:_count)?\\{(.*)}");
    for (String key : samples.keySet()) {
      Matcher matcher = sample.matcher(key);
      if (matcher.matches()) {
        Pattern.compile("(\\w+)=\"")
            .matcher(matcher.group(1))
            .results()
            .forEach(it -> names.add(it.group(1)));
      }
    }
    return names;
  }

  /** The values that a label has. */
  Set<String> labelValues(String label) {
    Set<String> values = new LinkedHashSet<>();
    Pattern pattern = Pattern.compile("[{,]" + label + "=\"([^\"]*)\"");
    samples
        .keySet()
        .forEach(key -> pattern.matcher(key).results().forEach(it -> values.add(it.group(1))));
    return values;
  }
}
