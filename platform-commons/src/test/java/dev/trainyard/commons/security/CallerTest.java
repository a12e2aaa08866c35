package dev.trainyard.commons.security;

import static dev.trainyard.commons.security.Action.MANAGE;
import static dev.trainyard.commons.security.Action.READ;
import static dev.trainyard.commons.security.Action.WRITE;
import static dev.trainyard.commons.security.Visibility.INTERNAL;
import static dev.trainyard.commons.security.Visibility.PRIVATE;
import static dev.trainyard.commons.security.Visibility.PUBLIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CallerTest {

  @Test
  void strangerReadsOnlyWhatIsNotPrivate() {
    // Given
    Caller stranger = caller(Set.of("user"), Map.of("eve", NamespaceRole.OWNER), true);

    // Then
    assertThat(stranger.may(READ, "ada", PRIVATE)).isFalse();
    assertThat(stranger.may(READ, "ada", INTERNAL)).isTrue();
    assertThat(stranger.may(READ, "ada", PUBLIC)).isTrue();
    assertThat(stranger.may(WRITE, "ada", PUBLIC)).isFalse();
  }

  @Test
  void anonymousReadsOnlyWhatIsPublic() {
    assertThat(Caller.anonymous().may(READ, "ada", PUBLIC)).isTrue();
    assertThat(Caller.anonymous().may(READ, "ada", INTERNAL)).isFalse();
    assertThat(Caller.anonymous().may(WRITE, "ada", PUBLIC)).isFalse();
  }

  @Test
  void eachRoleIncludesTheWeakerOnes() {
    assertThat(member(NamespaceRole.READER).may(READ, "acme", PRIVATE)).isTrue();
    assertThat(member(NamespaceRole.READER).may(WRITE, "acme", PRIVATE)).isFalse();
    assertThat(member(NamespaceRole.WRITER).may(WRITE, "acme", PRIVATE)).isTrue();
    assertThat(member(NamespaceRole.WRITER).may(MANAGE, "acme", PRIVATE)).isFalse();
    assertThat(member(NamespaceRole.MAINTAINER).may(MANAGE, "acme", PRIVATE)).isTrue();
    assertThat(member(NamespaceRole.OWNER).may(MANAGE, "acme", PRIVATE)).isTrue();
  }

  @Test
  void readScopeKeepsEvenAnAdministratorFromWriting() {
    // Given
    Caller admin = caller(Set.of("user", "admin"), Map.of(), false);

    // Then
    assertThat(admin.may(READ, "ada", PRIVATE)).isTrue();
    assertThat(admin.may(WRITE, "ada", PRIVATE)).isFalse();
  }

  @Test
  void invisibleObjectLooksMissing() {
    // Given
    Caller stranger = caller(Set.of("user"), Map.of(), true);

    // When, Then
    assertRefused(ProblemType.NOT_FOUND, () -> require(stranger, MANAGE, PRIVATE));
  }

  @Test
  void visibleObjectAnswersWithTheRoleThatIsNeeded() {
    assertThatThrownBy(() -> require(member(NamespaceRole.READER), WRITE, PRIVATE))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("writer in acme");
    assertRefused(
        ProblemType.UNAUTHENTICATED, () -> require(Caller.anonymous(), WRITE, Visibility.PUBLIC));
    assertRefused(
        ProblemType.FORBIDDEN,
        () ->
            require(
                caller(Set.of("user"), Map.of("acme", NamespaceRole.OWNER), false),
                WRITE,
                PRIVATE));
  }

  @Test
  void creatingNeedsWriterInTheNamespace() {
    member(NamespaceRole.WRITER).requireNamespace("namespace", "acme");
    assertRefused(
        ProblemType.FORBIDDEN,
        () -> member(NamespaceRole.READER).requireNamespace("namespace", "acme"));
    assertRefused(
        ProblemType.INVALID_INPUT,
        () -> member(NamespaceRole.OWNER).requireNamespace("namespace", "other"));
    assertRefused(
        ProblemType.UNAUTHENTICATED,
        () -> Caller.anonymous().requireNamespace("namespace", "acme"));
    assertRefused(
        ProblemType.FORBIDDEN,
        () ->
            caller(Set.of("user"), Map.of("acme", NamespaceRole.OWNER), false)
                .requireNamespace("namespace", "acme"));
  }

  private static void require(Caller caller, Action action, Visibility visibility) {
    caller.require(action, "acme", visibility, "Dataset", "acme/iris");
  }

  private static void assertRefused(ProblemType type, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.type()).isEqualTo(type));
  }

  private static Caller member(NamespaceRole role) {
    return caller(Set.of("user"), Map.of("acme", role), true);
  }

  private static Caller caller(
      Set<String> roles, Map<String, NamespaceRole> namespaces, boolean writes) {
    return new Caller(
        UUID.randomUUID(),
        "someone",
        roles,
        namespaces,
        Scopes.parse(writes ? "read write" : "read"),
        "session",
        Optional.empty(),
        Optional.empty());
  }
}
