package dev.usertemplate.http.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.usertemplate.http.token.Keystone.User;
import dev.usertemplate.http.token.TokenRefusedException.Reason;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The identity service is a real Keystone. */
@ResourceLock(LogLines.LOCK)
class KeystoneTokensTest {
  private static final Duration TRUST = Duration.ofMinutes(1);

  private static Keystone keystone;
  private static String project;

  /** In that project, a reader. */
  private static User reader;

  /** The reader's, never revoked. */
  private static String readersToken;

  private final MovableClock clock = new MovableClock(Instant.now());
  private final List<IdentityService> services = new ArrayList<>();

  @BeforeAll
  static void prepare() {
    keystone = Keystone.shared();
    project = keystone.newProject().id();
    reader = keystone.newUser(project, "reader");
    readersToken = keystone.token(reader, project);
  }

  @AfterEach
  void close() {
    services.forEach(IdentityService::close);
  }

  @Test
  void a_token_tells_user_domain_project_and_roles() {
    User user = keystone.newUser(project, "te_admin", "readonly");
    String token = keystone.token(user, project);

    TokenIdentity identity = asService().validate(token);

    assertThat(identity.userId()).isEqualTo(user.id());
    assertThat(identity.userName()).isEqualTo(user.name());
    assertThat(identity.domainId()).isEqualTo("default");
    assertThat(identity.projectId()).isEqualTo(project);
    assertThat(identity.roles()).containsExactlyInAnyOrder("te_admin", "readonly");
    assertThat(identity.expiresAt())
        .isBetween(Instant.now().plusSeconds(3500), Instant.now().plusSeconds(3601));
  }

  @Test
  void roles_that_another_role_implies_are_listed_too() {
    assertThat(rolesOf("admin")).containsExactlyInAnyOrder("admin", "member", "reader");
    assertThat(rolesOf("member")).containsExactlyInAnyOrder("member", "reader");
    assertThat(rolesOf("reader")).containsExactly("reader");
  }

  private Iterable<String> rolesOf(String role) {
    return asService().validate(keystone.token(keystone.newUser(project, role), project)).roles();
  }

  @Test
  void a_token_is_for_the_project_that_it_was_issued_for() {
    assertThat(asCaller().validate(readersToken).projectId()).isEqualTo(project);
    String other = keystone.newProject().id();
    User another = keystone.newUser(other, "member");
    assertThat(asCaller().validate(keystone.token(another, other)).projectId()).isEqualTo(other);
  }

  @Test
  void the_callers_own_token_is_enough_to_validate_it() {
    assertThat(asCaller().validate(readersToken)).isEqualTo(asService().validate(readersToken));
  }

  @Test
  void our_own_user_needs_the_role_service_or_admin() {
    Keystone.Project ours = keystone.newProject();

    User service = keystone.newUser(ours.id(), "service");
    assertThat(service(credentials(service, ours)).validate(readersToken).projectId())
        .isEqualTo(project);

    User member = keystone.newUser(ours.id(), "member");
    try (LogLines log = new LogLines(keystone.uri())) {
      assertThat(refusal(service(credentials(member, ours)), readersToken))
          .isEqualTo(Reason.UNAVAILABLE);
      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith("ERROR")
          .contains("give it the role service or admin");
    }
  }

  private static Optional<ServiceCredentials> credentials(User user, Keystone.Project project) {
    return Optional.of(
        new ServiceCredentials(user.name(), "Default", user.password(), project.name(), "Default"));
  }

  @Test
  void a_token_for_a_domain_or_for_nothing_has_no_project() {
    User user = keystone.newUser();
    keystone.assignInDomain(user, "member");
    TokenIdentity domain = asService().validate(keystone.domainToken(user));
    assertThat(domain.projectId()).isNull();
    assertThat(domain.roles()).contains("member");

    TokenIdentity unscoped = asService().validate(keystone.unscopedToken(user));
    assertThat(unscoped.projectId()).isNull();
    assertThat(unscoped.roles()).isEmpty();
  }

  @Test
  void an_expired_token_is_told_apart_from_a_revoked_one() {
    String expired = keystone.expiredToken(reader, project);
    String revoked = keystone.token(reader, project);
    keystone.revoke(revoked);

    assertThat(refusal(asService(), expired)).isEqualTo(Reason.EXPIRED);
    assertThat(refusal(asService(), revoked)).isEqualTo(Reason.UNKNOWN);
    // There, Keystone does not say why it refuses the question.
    assertThat(refusal(asCaller(), expired)).isEqualTo(Reason.UNKNOWN);
  }

  @Test
  void a_revoked_token_works_no_longer_than_it_is_trusted() {
    for (IdentityService service : new IdentityService[] {asService(), asCaller()}) {
      String token = keystone.token(reader, project);
      service.validate(token);
      keystone.revoke(token);
      clock.move(TRUST.minusMillis(1));
      assertThat(service.validate(token).projectId()).isEqualTo(project);
      clock.move(Duration.ofMillis(1));
      assertThat(refusal(service, token)).isEqualTo(Reason.UNKNOWN);
    }
  }

  @Test
  void the_token_of_a_disabled_user_is_unknown() {
    User user = keystone.newUser(project, "reader");
    String token = keystone.token(user, project);
    keystone.disable(user);
    assertThat(refusal(asService(), token)).isEqualTo(Reason.UNKNOWN);
    assertThat(refusal(asCaller(), token)).isEqualTo(Reason.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "nonsense", "gAAAAABrBXsG-Ps18o1_B1DMTDb8k", "\u4ee4\u724c", "a\r\nb"})
  void what_keystone_never_issued_is_unknown(String token) {
    assertThat(refusal(asService(), token)).isEqualTo(Reason.UNKNOWN);
    assertThat(refusal(asCaller(), token)).isEqualTo(Reason.UNKNOWN);
  }

  @Test
  void a_token_as_long_as_they_get_is_asked_about() {
    assertThat(refusal(asService(), "x".repeat(40_000))).isEqualTo(Reason.UNKNOWN);
    assertThat(refusal(asCaller(), "x".repeat(40_000))).isEqualTo(Reason.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/v3", "/v3/"})
  void the_address_may_end_with_the_version(String end) {
    URI uri = URI.create(keystone.uri() + end);
    IdentityService service = service(uri, Optional::empty);
    assertThat(service.validate(readersToken).projectId()).isEqualTo(project);
  }

  @Test
  void a_wrong_password_of_our_own_is_no_fault_of_the_caller_until_it_is_corrected() {
    AtomicReference<ServiceCredentials> credentials =
        new AtomicReference<>(
            new ServiceCredentials("admin", "Default", "wrong-pass", "admin", "Default"));
    IdentityService service = service(keystone.uri(), () -> Optional.of(credentials.get()));
    try (LogLines log = new LogLines(keystone.uri())) {
      assertThat(refusal(service, readersToken)).isEqualTo(Reason.UNAVAILABLE);
      assertThat(refusal(service, readersToken)).isEqualTo(Reason.UNAVAILABLE);
      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith("ERROR")
          .contains("it refuses this service's own user, password or project");
      assertThat(log.everything().toString()).doesNotContain("wrong-pass");

      credentials.set(keystone.serviceCredentials());
      assertThat(service.validate(readersToken).projectId()).isEqualTo(project);
    }
  }

  private IdentityService asService() {
    return service(Optional.of(keystone.serviceCredentials()));
  }

  private IdentityService asCaller() {
    return service(Optional.empty());
  }

  private IdentityService service(Optional<ServiceCredentials> credentials) {
    return service(keystone.uri(), () -> credentials);
  }

  private IdentityService service(URI uri, Supplier<Optional<ServiceCredentials>> credentials) {
    IdentityServiceSettings settings =
        new IdentityServiceSettings(uri, Duration.ofSeconds(20), TRUST, 100, 8, clock);
    IdentityService service = new IdentityService(settings, credentials);
    services.add(service);
    return service;
  }

  private static Reason refusal(IdentityService service, String token) {
    return catchThrowableOfType(TokenRefusedException.class, () -> service.validate(token))
        .reason();
  }
}
