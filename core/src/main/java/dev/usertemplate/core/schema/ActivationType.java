package dev.usertemplate.core.schema;

import java.util.Arrays;
import java.util.Optional;

/** Who activates a new desktop user, as the cloud API's parameter {@code active_type} has it. */
public enum ActivationType {
  /** The user gets an email or a text message and sets the password; the default of the API. */
  USER_ACTIVATE,
  /** The administrator sets the initial password; the template has a column for it. */
  ADMIN_ACTIVATE;

  /** The spelling that the API uses: {@code USER_ACTIVATE} or {@code ADMIN_ACTIVATE}. */
  public String wireName() {
    return name();
  }

  /** The type with exactly this wire name; case counts. Empty when there is none. */
  public static Optional<ActivationType> fromWireName(String wireName) {
    return Arrays.stream(values()).filter(it -> it.wireName().equals(wireName)).findFirst();
  }
}
