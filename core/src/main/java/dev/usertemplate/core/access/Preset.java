package dev.usertemplate.core.access;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The policies that are there without being written down. */
public enum Preset {
  /** Everything that the service can do. */
  FULL_ACCESS("FullAccess"),
  /** Everything that only reads. */
  READ_ONLY_ACCESS("ReadOnlyAccess");

  private final String policyName;

  Preset(String policyName) {
    this.policyName = policyName;
  }

  /** The name that people give, such as {@code FullAccess}. */
  public String policyName() {
    return policyName;
  }

  /** What the name stands for. */
  public Policy policy() {
    return new Policy(
        "5.0",
        List.of(
            switch (this) {
              case FULL_ACCESS -> Statement.allow("workspace:*:*");
              case READ_ONLY_ACCESS ->
                  Statement.allow("workspace:*:get*", "workspace:*:list*", "workspace:*:export*");
            }));
  }

  /** The preset of exactly that name; empty if there is none. */
  public static Optional<Preset> named(String policyName) {
    return Arrays.stream(values())
        .filter(preset -> preset.policyName.equals(policyName))
        .findFirst();
  }
}
