package dev.trainyard.commons.security;

import static dev.trainyard.commons.security.Action.MANAGE;
import static dev.trainyard.commons.security.Action.READ;
import static dev.trainyard.commons.security.Action.WRITE;
import static dev.trainyard.commons.security.ResourceKind.DATASET;
import static dev.trainyard.commons.security.ResourceKind.DEPLOYMENT;
import static dev.trainyard.commons.security.ResourceKind.JOB;
import static dev.trainyard.commons.security.ResourceKind.MODEL;
import static dev.trainyard.commons.security.Visibility.INTERNAL;
import static dev.trainyard.commons.security.Visibility.PRIVATE;
import static dev.trainyard.commons.security.Visibility.PUBLIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerTest {

  @Test
  void strangerReadsOnlyWhatIsNotPrivate() {
    // Given
    Caller stranger = caller(Set.of("user"), Map.of("eve", NamespaceRole.OWNER), true);

    // Then
    assertThat(stranger.may(READ, dataset("ada", PRIVATE))).isFalse();
    assertThat(stranger.may(READ, dataset("ada", INTERNAL))).isTrue();
    assertThat(stranger.may(READ, dataset("ada", PUBLIC))).isTrue();
    assertThat(stranger.may(WRITE, dataset("ada", PUBLIC))).isFalse();
  }

  @Test
  void anonymousReadsOnlyWhatIsPublic() {
    assertThat(Caller.anonymous().may(READ, dataset("ada", PUBLIC))).isTrue();
    assertThat(Caller.anonymous().may(READ, dataset("ada", INTERNAL))).isFalse();
    assertThat(Caller.anonymous().may(WRITE, dataset("ada", PUBLIC))).isFalse();
  }

  @Test
  void eachRoleIncludesTheWeakerOnes() {
    assertThat(member(NamespaceRole.READER).may(READ, dataset("acme", PRIVATE))).isTrue();
    assertThat(member(NamespaceRole.READER).may(WRITE, dataset("acme", PRIVATE))).isFalse();
    assertThat(member(NamespaceRole.WRITER).may(WRITE, dataset("acme", PRIVATE))).isTrue();
    assertThat(member(NamespaceRole.WRITER).may(MANAGE, dataset("acme", PRIVATE))).isFalse();
    assertThat(member(NamespaceRole.MAINTAINER).may(MANAGE, dataset("acme", PRIVATE))).isTrue();
    assertThat(member(NamespaceRole.OWNER).may(MANAGE, dataset("acme", PRIVATE))).isTrue();
  }

  @Test
  void readScopeKeepsEvenAnAdministratorFromWriting() {
    // Given
    Caller admin = caller(Set.of("user", "admin"), Map.of(), false);

    // Then
    assertThat(admin.may(READ, dataset("ada", PRIVATE))).isTrue();
    assertThat(admin.may(WRITE, dataset("ada", PRIVATE))).isFalse();
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
    member(NamespaceRole.WRITER).requireCreation(DATASET, "namespace", "acme", "iris");
    assertRefused(
        ProblemType.FORBIDDEN,
        () -> member(NamespaceRole.READER).requireCreation(DATASET, "namespace", "acme", "iris"));
    assertRefused(
        ProblemType.INVALID_INPUT,
        () -> member(NamespaceRole.OWNER).requireCreation(DATASET, "namespace", "other", "iris"));
    assertRefused(
        ProblemType.UNAUTHENTICATED,
        () -> Caller.anonymous().requireCreation(DATASET, "namespace", "acme", "iris"));
    assertRefused(
        ProblemType.FORBIDDEN,
        () ->
            caller(Set.of("user"), Map.of("acme", NamespaceRole.OWNER), false)
                .requireCreation(DATASET, "namespace", "acme", "iris"));
  }

  @Test
  void restrictedCallerIsNobodysMemberElsewhere() {
    // Given
    Caller one = limited("datasets/acme/iris");

    // Then
    assertThat(one.may(MANAGE, dataset("acme", PRIVATE))).isTrue();
    for (ProtectedObject other :
        List.of(
            new ProtectedObject(DATASET, "acme", "other", PRIVATE),
            new ProtectedObject(DATASET, "acme", "other", INTERNAL),
            new ProtectedObject(MODEL, "acme", "iris", PRIVATE),
            new ProtectedObject(DEPLOYMENT, "acme", "iris", PRIVATE),
            new ProtectedObject(JOB, "acme", "iris", PRIVATE),
            new ProtectedObject(DATASET, "ada", "iris", PRIVATE))) {
      assertThat(one.may(READ, other)).as("%s", other).isFalse();
    }
    var open = new ProtectedObject(DATASET, "acme", "other", PUBLIC);
    assertThat(one.may(READ, open)).isTrue();
    assertThat(one.may(WRITE, open)).isFalse();
    assertRefused(ProblemType.FORBIDDEN, () -> one.require(WRITE, open, "Dataset", "acme/other"));
    assertRefused(
        ProblemType.FORBIDDEN, () -> one.requireCreation(DATASET, "namespace", "acme", "other"));
    assertRefused(
        ProblemType.FORBIDDEN, () -> one.requireCreation(JOB, "namespace", "acme", "iris"));
    one.requireCreation(DATASET, "namespace", "acme", "iris");
  }

  @Test
  void restrictionGivesNothingThatTheRoleDoesNot() {
    // Given
    Caller reader =
        caller(
            Set.of("user"),
            Map.of("acme", NamespaceRole.READER),
            "read write",
            Restriction.to(List.of("acme", "datasets/other/iris")));

    // Then
    assertThat(reader.may(WRITE, dataset("acme", PRIVATE))).isFalse();
    assertThat(reader.may(READ, dataset("other", PRIVATE))).isFalse();
    assertThat(reader.readable(DATASET).names()).isEmpty();
  }

  @Test
  void listsFollowTheSameRule() {
    assertThat(limited("datasets/acme/iris", "ada").readable(DATASET))
        .isEqualTo(
            new ReadableObjects(false, List.of(PUBLIC), List.of("ada"), List.of("acme/iris")));
    assertThat(limited("datasets/acme/iris").readable(MODEL))
        .isEqualTo(new ReadableObjects(false, List.of(PUBLIC), List.of(), List.of()));
    assertThat(limited("datasets/acme/iris").readable(JOB).namespaces()).isEmpty();
    assertThat(limited().readable(DATASET).namespaces()).isEmpty();
    assertThat(member(NamespaceRole.READER).readable(DATASET))
        .isEqualTo(
            new ReadableObjects(false, List.of(INTERNAL, PUBLIC), List.of("acme"), List.of()));
    assertThat(Caller.anonymous().readable(DATASET))
        .isEqualTo(new ReadableObjects(false, List.of(PUBLIC), List.of(), List.of()));
    Caller admin =
        caller(
            Set.of("user", "admin"),
            Map.of(),
            "write admin",
            Restriction.to(List.of("datasets/acme/iris")));
    assertThat(admin.readable(DATASET))
        .isEqualTo(new ReadableObjects(false, List.of(PUBLIC), List.of(), List.of("acme/iris")));
    assertThat(admin.may(READ, dataset("ada", PRIVATE))).isFalse();
  }

  @Test
  void changesNeedTheScopeOfTheKind() {
    // Given
    Caller caller =
        caller(
            Set.of("user"),
            Map.of("acme", NamespaceRole.OWNER),
            "dataset:write",
            Restriction.none());

    // Then
    assertThat(caller.may(WRITE, dataset("acme", PRIVATE))).isTrue();
    assertThat(caller.may(MANAGE, dataset("acme", PRIVATE))).isFalse();
    assertThat(caller.may(WRITE, new ProtectedObject(MODEL, "acme", "iris", PRIVATE))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "acme, acme",
    "datasets/acme/iris, acme",
    "models/acme/iris, acme",
    "jobs/acme/iris, ",
    "datasets/acme, ",
    "datasets/../iris, ",
    "acme/iris, ",
    "'', "
  })
  void placesAreNamespacesAndRepositories(String place, String namespace) {
    assertThat(Restriction.namespaceOf(place)).isEqualTo(Optional.ofNullable(namespace));
  }

  private static ProtectedObject dataset(String namespace, Visibility visibility) {
    return new ProtectedObject(DATASET, namespace, "iris", visibility);
  }

  private static Caller limited(String... places) {
    return caller(
        Set.of("user"),
        Map.of("acme", NamespaceRole.OWNER, "ada", NamespaceRole.OWNER),
        "read write",
        Restriction.to(List.of(places)));
  }

  private static void require(Caller caller, Action action, Visibility visibility) {
    caller.require(action, dataset("acme", visibility), "Dataset", "acme/iris");
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
    return caller(roles, namespaces, writes ? "read write" : "read", Restriction.none());
  }

  private static Caller caller(
      Set<String> roles, Map<String, NamespaceRole> namespaces, String scopes, Restriction only) {
    return new Caller(
        UUID.randomUUID(),
        "someone",
        roles,
        namespaces,
        Scopes.parse(scopes),
        only,
        "session",
        Optional.empty(),
        Optional.empty());
  }
}
