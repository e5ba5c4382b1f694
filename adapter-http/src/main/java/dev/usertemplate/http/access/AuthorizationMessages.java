package dev.usertemplate.http.access;

import dev.usertemplate.core.access.Action;
import dev.usertemplate.core.access.Decision;
import dev.usertemplate.core.access.Principal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Seals why a caller was denied, so that only those who may decode it can read it, and opens it
 * again. A sealed message is base64 of a nonce of 12 bytes and what AES-256-GCM made of a JSON
 * object. Safe for use by several threads.
 */
public final class AuthorizationMessages {
  /** The most characters of a sealed message; the API's limit. */
  public static final int MAX_LENGTH = 10_240;

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BYTES = 16;
  private static final int MAX_JSON_BYTES = MAX_LENGTH / 4 * 3 - NONCE_BYTES - TAG_BYTES;
  private static final int LONGEST_ID = 255;

  private final JsonMapper json = new JsonMapper();
  private final SecureRandom random = new SecureRandom();
  private final Supplier<List<MessageKey>> configured;
  private final List<MessageKey> own;

  /**
   * Makes up a key that lives as long as this object.
   *
   * @param configured asked each time: the first key seals, all of them open. As long as there are
   *     none, the key that was made up does both.
   */
  public AuthorizationMessages(Supplier<List<MessageKey>> configured) {
    this.configured = configured;
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    this.own = List.of(MessageKey.of(secret));
  }

  /**
   * A message of at most {@link #MAX_LENGTH} characters. What is too long for that is cut.
   *
   * @param decision one of the two denials by policy
   * @param project the project of the request; null if it has none
   */
  public String seal(
      Decision decision,
      Principal caller,
      Action action,
      @Nullable String project,
      String requestId,
      Instant time) {
    String failure = failure(decision);
    for (int longest = LONGEST_ID; ; longest /= 2) {
      String text = text(failure, caller, action, project, requestId, time, longest);
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      if (bytes.length <= MAX_JSON_BYTES) {
        return encrypt(bytes);
      }
    }
  }

  /** The message; empty if no key of now has sealed it, or if it has been changed since. */
  public Optional<AuthorizationMessage> open(String sealed) {
    byte[] bytes = decode(sealed);
    if (bytes.length < NONCE_BYTES + TAG_BYTES) {
      return Optional.empty();
    }
    return keys().stream().flatMap(key -> decrypt(key, bytes).stream()).findFirst().map(this::read);
  }

  private static String failure(Decision decision) {
    return switch (decision) {
      case IMPLICIT_DENY -> "implicit deny by identity-based policy";
      case EXPLICIT_DENY -> "explicit deny by identity-based policy";
      case ALLOWED, FOREIGN_PROJECT ->
          throw new IllegalArgumentException(
              "decision: %s is no denial by policy".formatted(decision));
    };
  }

  private String text(
      String failure,
      Principal caller,
      Action action,
      @Nullable String project,
      String requestId,
      Instant time,
      int longest) {
    ObjectNode message = json.createObjectNode();
    ObjectNode context = message.putObject("context");
    context
        .putObject("user_profile")
        .put("domain_id", cut(caller.domainId(), longest))
        .put("user_id", cut(caller.id(), longest))
        .put("user_name", cut(caller.name(), longest));
    context.put("action", cut(action.name(), longest));
    if (project != null) {
      context.put("project_id", cut(project, longest));
    }
    context.put("request_id", cut(requestId, longest)).put("time", time.toString());
    return json.writeValueAsString(message.put("failure", failure));
  }

  private AuthorizationMessage read(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return new AuthorizationMessage(
        text, json.readTree(text).at("/context/user_profile/domain_id").stringValue());
  }

  private String encrypt(byte[] text) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] rest = cipher(Cipher.ENCRYPT_MODE, keys().get(0), nonce).doFinal(text);
      return Base64.getEncoder()
          .encodeToString(
              ByteBuffer.allocate(nonce.length + rest.length).put(nonce).put(rest).array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has AES-256-GCM", e);
    }
  }

  private static Optional<byte[]> decrypt(MessageKey key, byte[] sealed) {
    byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
    try {
      return Optional.of(
          cipher(Cipher.DECRYPT_MODE, key, nonce)
              .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has AES-256-GCM", e);
    }
  }

  private static Cipher cipher(int mode, MessageKey key, byte[] nonce)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key.secret(), new GCMParameterSpec(TAG_BYTES * 8, nonce));
    return cipher;
  }

  private List<MessageKey> keys() {
    List<MessageKey> keys = configured.get();
    return keys.isEmpty() ? own : keys;
  }

  /** The bytes; none if it is not base64 as {@link #seal} writes it. */
  private static byte[] decode(String sealed) {
    if (sealed.length() > MAX_LENGTH) {
      return new byte[0];
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(sealed);
      // The decoder would take other texts for the same bytes.
      return Base64.getEncoder().encodeToString(bytes).equals(sealed) ? bytes : new byte[0];
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  /** Never cuts through a character. */
  private static String cut(String text, int longest) {
    return text.codePointCount(0, text.length()) <= longest
        ? text
        : text.substring(0, text.offsetByCodePoints(0, longest));
  }
}
