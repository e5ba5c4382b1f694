package dev.usertemplate.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Access files of the tests. */
final class AccessFiles {
  static final String EXAMPLE =
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

  private AccessFiles() {}

  static Path example(Path folder) throws IOException {
    return write(folder.resolve("access.yaml"), EXAMPLE);
  }

  /** Writes a file that only its owner can read, in one step as careful people do. */
  static Path write(Path file, String text) throws IOException {
    Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), "draft", null);
    Files.writeString(draft, text);
    Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
    return Files.move(draft, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }
}
