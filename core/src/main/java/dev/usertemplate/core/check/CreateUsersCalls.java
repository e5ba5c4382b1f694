package dev.usertemplate.core.check;

import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Collects users into the bodies of calls to {@code POST /v2/{project_id}/users/batch-create}, each
 * with at most {@value #MAX_USERS} of them. A body is plain maps, lists and texts, as any JSON
 * library writes them. They hold passwords.
 */
public final class CreateUsersCalls implements Consumer<User> {
  /** The most users in one call. */
  public static final int MAX_USERS = Schema.MAX_USERS;

  private final Consumer<Map<String, Object>> bodies;
  private final List<Map<String, Object>> users = new ArrayList<>();

  /**
   * A collector.
   *
   * @param bodies takes each body as soon as it is full, the last one when the collector is {@link
   *     #finish() finished}
   */
  public CreateUsersCalls(Consumer<Map<String, Object>> bodies) {
    this.bodies = bodies;
  }

  @Override
  public void accept(User user) {
    users.add(user.document());
    if (users.size() == MAX_USERS) {
      finish();
    }
  }

  /**
   * Hands out the last body; nothing when it has no user. Not to be called after a failure: what
   * was collected is not to be sent then.
   */
  public void finish() {
    if (!users.isEmpty()) {
      List<Map<String, Object>> some = List.copyOf(users);
      // Before they are given away, so that none is given away twice.
      users.clear();
      bodies.accept(Map.of("users", some));
    }
  }

  /** The JSON Schema (2020-12) that each body for users of this type satisfies. */
  public static Map<String, Object> jsonSchema(ActivationType type) {
    return CreateUsersSchema.of(type);
  }
}
