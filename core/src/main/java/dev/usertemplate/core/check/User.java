package dev.usertemplate.core.check;

import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.schema.Schema;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A user as a row of the workbook describes them, slips repaired and dates in the form that the API
 * takes.
 *
 * @param row where it stands, from 1
 * @param activationType who activates the user
 * @param values the filled cells by the key of their column, in the order of the {@link Schema};
 *     what is empty is not there
 */
public record User(int row, ActivationType activationType, Map<String, String> values) {
  /** Makes the map unmodifiable. */
  public User {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * The value of a column.
   *
   * @param key such as {@code user_name}
   * @return empty when the cell is
   */
  public String value(String key) {
    return values.getOrDefault(key, "");
  }

  /** The user as the API's create call has it, under the API's names. Holds the password. */
  public Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>(values);
    document.put("active_type", activationType.wireName());
    return document;
  }

  /** Leaves out the values: one may be a password. */
  @Override
  public String toString() {
    return "User[row=" + row + "]";
  }
}
