package dev.usertemplate.http.access;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import dev.usertemplate.core.access.Action;
import dev.usertemplate.core.access.Decision;
import dev.usertemplate.core.access.Policy;
import dev.usertemplate.core.access.Principal;
import dev.usertemplate.core.access.Statement;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Feeds the fuzzer's bytes to the reader and the judge of policies. Whatever they are, they are a
 * policy or an error, and a denial on top of a policy always denies.
 */
public final class PolicyFuzz {
  private static final Action ACTION = Action.GET_IMPORT_TEMPLATE;

  private PolicyFuzz() {}

  /** One attempt. */
  public static void fuzzerTestOneInput(FuzzedDataProvider data) {
    String document = data.consumeBoolean() ? wellFormed(data) : data.consumeRemainingAsString();
    AccessRules rules;
    try {
      rules =
          new AccessFile(Path.of("access.yaml"), name -> null)
              .parse(document.getBytes(StandardCharsets.UTF_8));
    } catch (AccessFileException e) {
      return;
    }
    rules.roles().values().forEach(PolicyFuzz::judge);
  }

  private static void judge(List<Policy> policies) {
    Decision decision = decide(policies);
    List<Policy> denied = new ArrayList<>(policies);
    denied.add(new Policy("5.0", List.of(Statement.deny("WORKSPACE:*"))));
    if (decision == Decision.FOREIGN_PROJECT || decide(denied) != Decision.EXPLICIT_DENY) {
      throw new IllegalStateException("Decided as %s: %s".formatted(decision, policies));
    }
  }

  private static Decision decide(List<Policy> policies) {
    return Decision.decide(new Principal("n", "i", "d", Set.of(), false, policies), ACTION, null);
  }

  /** A document whose shape is right, with patterns that the fuzzer makes up. */
  private static String wellFormed(FuzzedDataProvider data) {
    return """
        {"roles": {"r": [{"Version": "%s", "Statement": [
          {"Effect": "%s", "%s": ["%s"], "Resource": ["%s"], "Condition": {%s}}]}]}}
        """
        .formatted(
            data.pickValue(List.of("5.0", "1.1", "2.0")),
            data.pickValue(List.of("Allow", "Deny")),
            data.pickValue(List.of("Action", "NotAction", "Other")),
            data.consumeAsciiString(300),
            data.consumeAsciiString(40),
            data.consumeAsciiString(10));
  }
}
