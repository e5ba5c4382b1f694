package dev.usertemplate.http.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** Access files for tests. */
public final class Documents {
  static final String PROJECT = "0bec5db98280d2d02fd6c00c2de791ce";

  public static final String THREE_PRINCIPALS =
      """
      projects:
        - id: 0bec5db98280d2d02fd6c00c2de791ce
      principals:
        - name: alice
          domain_id: d0001
          projects: [0bec5db98280d2d02fd6c00c2de791ce]
          access_keys:
            - {access_key: ALICE000000000000001, secret_key: alice-secret-1}
          policies: [ReadOnlyAccess]
        - name: bob
          domain_id: d0001
          projects: [0bec5db98280d2d02fd6c00c2de791ce]
          access_keys:
            - {access_key: BOB00000000000000001, secret_key: bob-secret-1}
          policies:
            - {Version: "5.0", Statement: [{Effect: Allow, Action: ["*:*:*"]}, {Effect: Deny, Action: ["workspace:users:get*"]}]}
        - name: owner
          domain_id: d0001
          root: true
          projects: [0bec5db98280d2d02fd6c00c2de791ce]
          access_keys:
            - {access_key: OWNER000000000000001, secret_key: owner-secret-1}
      """;

  private Documents() {}

  /** What the document says, as if it stood in a file {@code access.yaml}. */
  static AccessRules rules(String yaml) throws AccessFileException {
    return rules(yaml, Map.of());
  }

  static AccessRules rules(String yaml, Map<String, String> environment)
      throws AccessFileException {
    return new AccessFile(Path.of("access.yaml"), environment::get)
        .parse(yaml.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a file that only its owner can read. */
  static Path write(Path file, String text) throws IOException {
    Files.writeString(file, text);
    return permit(file, "rw-------");
  }

  static Path permit(Path file, String permissions) throws IOException {
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }
}
