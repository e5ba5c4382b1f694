package dev.usertemplate.http.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usertemplate.core.Property;
import dev.usertemplate.core.access.Action;
import dev.usertemplate.core.access.Decision;
import dev.usertemplate.core.access.Principal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationMessagesTest {
  private static final MessageKey OLD = key(1);
  private static final MessageKey NEW = key(2);
  private static final Instant TIME = Instant.parse("2026-02-10T08:00:00Z");

  @Test
  void a_sealed_message_says_who_was_denied_what_and_why() {
    AuthorizationMessages messages = new AuthorizationMessages(() -> List.of(NEW));

    assertThat(messages.open(seal(messages)))
        .contains(
            new AuthorizationMessage(
                "{\"context\":{\"user_profile\":{\"domain_id\":\"d1\",\"user_id\":\"u1\","
                    + "\"user_name\":\"alice\"},\"action\":\"workspace:users:getImportTemplate\","
                    + "\"project_id\":\"p1\",\"request_id\":\"r1\","
                    + "\"time\":\"2026-02-10T08:00:00Z\"},"
                    + "\"failure\":\"implicit deny by identity-based policy\"}",
                "d1"));
  }

  @Test
  void an_explicit_denial_is_told_apart_and_a_missing_project_left_out() {
    AuthorizationMessages messages = new AuthorizationMessages(List::of);
    String sealed =
        messages.seal(
            Decision.EXPLICIT_DENY,
            caller("alice"),
            Action.DECODE_AUTHORIZATION_MESSAGE,
            null,
            "r1",
            TIME);

    assertThat(messages.open(sealed).orElseThrow().json())
        .contains("\"failure\":\"explicit deny by identity-based policy\"")
        .doesNotContain("project_id");
  }

  @ParameterizedTest
  @EnumSource(names = {"ALLOWED", "FOREIGN_PROJECT"})
  void only_denials_by_policy_are_sealed(Decision decision) {
    AuthorizationMessages messages = new AuthorizationMessages(List::of);

    assertThatThrownBy(
            () ->
                messages.seal(
                    decision, caller("alice"), Action.GET_IMPORT_TEMPLATE, "p1", "r1", TIME))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_first_key_seals_and_all_open() {
    String byOld = seal(new AuthorizationMessages(() -> List.of(OLD)));
    AuthorizationMessages rotating = new AuthorizationMessages(() -> List.of(NEW, OLD));
    AuthorizationMessages rotated = new AuthorizationMessages(() -> List.of(NEW));

    assertThat(rotating.open(byOld)).isPresent();
    assertThat(rotated.open(seal(rotating))).isPresent();
    assertThat(rotated.open(byOld)).isEmpty();
  }

  @Test
  void without_keys_each_process_understands_itself_only() {
    AuthorizationMessages one = new AuthorizationMessages(List::of);
    AuthorizationMessages other = new AuthorizationMessages(List::of);

    assertThat(one.open(seal(one))).isPresent();
    assertThat(other.open(seal(one))).isEmpty();
  }

  @Test
  void the_same_message_is_never_sealed_to_the_same_text() {
    AuthorizationMessages messages = new AuthorizationMessages(() -> List.of(NEW));

    assertThat(seal(messages).substring(0, 16)).isNotEqualTo(seal(messages).substring(0, 16));
  }

  @Test
  void whatever_character_is_changed_it_opens_no_more() {
    AuthorizationMessages messages = new AuthorizationMessages(() -> List.of(NEW));
    String sealed = seal(messages);

    for (int i = 0; i < sealed.length(); i++) {
      char other = sealed.charAt(i) == 'A' ? 'B' : 'A';
      assertThat(messages.open(sealed.substring(0, i) + other + sealed.substring(i + 1)))
          .as("character %d", i)
          .isEmpty();
      assertThat(messages.open(sealed.substring(0, i))).isEmpty();
    }
    assertThat(messages.open(sealed + "\n")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AAAA", "not base64!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void what_was_never_sealed_does_not_open(String text) {
    assertThat(new AuthorizationMessages(() -> List.of(NEW)).open(text)).isEmpty();
  }

  @Test
  void any_text_opens_to_nothing() {
    AuthorizationMessages messages = new AuthorizationMessages(() -> List.of(NEW));
    Property.holds(300, any -> assertThat(messages.open(any.text(0, 255))).isEmpty());
  }

  @Test
  void a_sealed_message_stays_within_the_limit() {
    Property.holds(
        200,
        any ->
            assertStaysWithinTheLimit(
                any.oneOf(
                    () -> any.text(1, 20_000),
                    // The longest in JSON.
                    () -> any.text("\0\u001F", 1, 20_000))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\0", "😀", "\"", "a", "\uD800"})
  void the_worst_texts_stay_within_the_limit(String character) {
    assertStaysWithinTheLimit(character.repeat(30_000));
  }

  @Test
  void long_texts_are_cut_between_characters() {
    AuthorizationMessages messages = new AuthorizationMessages(() -> List.of(NEW));
    String sealed =
        messages.seal(
            Decision.IMPLICIT_DENY,
            caller("a" + "😀".repeat(300)),
            Action.GET_IMPORT_TEMPLATE,
            null,
            "r",
            TIME);

    assertThat(messages.open(sealed).orElseThrow().json())
        .contains("\"user_name\":\"a" + "😀".repeat(254) + "\"");
  }

  @Test
  void a_key_has_32_bytes_and_is_never_shown() {
    assertThatThrownBy(() -> MessageKey.of(new byte[16]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("secret: a key has to be 32 bytes long");
    assertThat(OLD).hasToString("MessageKey[]").isNotEqualTo(NEW).isEqualTo(key(1));
  }

  private static void assertStaysWithinTheLimit(String text) {
    AuthorizationMessages messages = new AuthorizationMessages(() -> List.of(NEW));
    Principal caller = new Principal(text, text, text, Set.of(), false, List.of());
    String sealed =
        messages.seal(Decision.IMPLICIT_DENY, caller, Action.GET_IMPORT_TEMPLATE, text, text, TIME);

    assertThat(sealed).hasSizeBetween(1, AuthorizationMessages.MAX_LENGTH);
    assertThat(messages.open(sealed)).isPresent();
  }

  private static String seal(AuthorizationMessages messages) {
    return messages.seal(
        Decision.IMPLICIT_DENY, caller("alice"), Action.GET_IMPORT_TEMPLATE, "p1", "r1", TIME);
  }

  private static Principal caller(String name) {
    return new Principal(name, "u1", "d1", Set.of("p1"), false, List.of());
  }

  private static MessageKey key(int content) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) content);
    return MessageKey.ofBase64(Base64.getEncoder().encodeToString(secret));
  }
}
