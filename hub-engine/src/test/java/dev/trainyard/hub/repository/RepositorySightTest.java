package dev.trainyard.hub.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.commons.security.Action;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.commons.security.NamespaceRole;
import dev.trainyard.commons.security.ProtectedObject;
import dev.trainyard.commons.security.ResourceKind;
import dev.trainyard.commons.security.Restriction;
import dev.trainyard.commons.security.Scopes;
import dev.trainyard.commons.security.Sight;
import dev.trainyard.commons.security.Visibility;
import dev.trainyard.hub.sql.Sql;
import dev.trainyard.testing.PlatformTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rule, the list and the policies of the table show a caller the same repositories. */
@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
class RepositorySightTest {

  private static final List<String> NAMESPACES = List.of("sight-ada", "sight-acme");

  @Inject Sql sql;
  @Inject RepositoryTable table;

  private Connection untold;

  @BeforeEach
  void fill() throws SQLException {
    for (ProtectedObject object : objects()) {
      sql.update(
          "INSERT INTO hub_repository (id, namespace, name, visibility, created_by, created_at,"
              + " updated_at) VALUES (?, ?, ?, ?, ?, now(), now())",
          UUID.randomUUID(),
          object.namespace(),
          object.name(),
          object.visibility().text(),
          UUID.randomUUID());
    }
    var config = ConfigProvider.getConfig();
    untold =
        DriverManager.getConnection(
            config.getValue("quarkus.datasource.jdbc.url", String.class),
            config.getValue("quarkus.datasource.username", String.class),
            config.getValue("quarkus.datasource.password", String.class));
  }

  @AfterEach
  void empty() throws SQLException {
    untold.close();
    sql.update("DELETE FROM hub_repository WHERE namespace LIKE 'sight-%'");
  }

  static Stream<Caller> callers() {
    var roles =
        List.<Map<String, NamespaceRole>>of(
            Map.of(),
            Map.of("sight-ada", NamespaceRole.OWNER),
            Map.of("sight-ada", NamespaceRole.OWNER, "sight-acme", NamespaceRole.READER),
            Map.of("sight-acme", NamespaceRole.WRITER));
    var limits =
        List.of(
            Restriction.none(),
            Restriction.to(List.of()),
            Restriction.to(List.of("sight-acme")),
            Restriction.to(List.of("datasets/sight-acme/one-private", "sight-ada")),
            Restriction.to(List.of("models/sight-acme/one-private")));
    return Stream.concat(
        Stream.of(Caller.anonymous()),
        roles.stream()
            .flatMap(
                in ->
                    limits.stream()
                        .flatMap(
                            only ->
                                Stream.of(Set.of("user"), Set.of("user", "admin"))
                                    .map(groups -> caller(groups, in, only)))));
  }

  @ParameterizedTest
  @MethodSource("callers")
  void policiesListAndRuleAgree(Caller caller) throws SQLException {
    // Given
    List<String> readable = names(caller, Action.READ);

    // Then
    assertThat(seen(caller)).isEqualTo(readable);
    assertThat(table.list(caller.readable(ResourceKind.DATASET), null, null, null, 1000))
        .extracting(row -> row.ref().fullName())
        .filteredOn(name -> name.startsWith("sight-"))
        .containsExactlyInAnyOrderElementsOf(readable);
    assertThat(deleted(caller)).isEqualTo(names(caller, Action.WRITE));
  }

  @Test
  void rowOfSomebodyElseCannotBeChangedOrMade() throws SQLException {
    tell(caller(Set.of("user"), Map.of("sight-ada", NamespaceRole.OWNER), Restriction.none()));
    for (String statement :
        List.of(
            "UPDATE hub_repository SET description = 'mine' WHERE name = 'one-public'",
            "UPDATE hub_repository SET namespace = 'sight-acme' WHERE namespace = 'sight-ada'",
            "UPDATE hub_repository SET namespace = 'sight-ada', name = 'taken'"
                + " WHERE namespace = 'sight-acme' AND name = 'one-public'",
            "INSERT INTO hub_repository (id, namespace, name, visibility, created_by, created_at,"
                + " updated_at) VALUES (gen_random_uuid(), 'sight-acme', 'new', 'public',"
                + " gen_random_uuid(), now(), now())")) {
      assertThatThrownBy(() -> run(statement)).hasMessageContaining("row-level security");
    }
    assertThatThrownBy(() -> run("DELETE FROM hub_repository_text"))
        .hasMessageContaining("permission denied");
  }

  private static Caller caller(
      Set<String> groups, Map<String, NamespaceRole> in, Restriction only) {
    return new Caller(
        UUID.randomUUID(),
        "sight-ada",
        groups,
        in,
        Scopes.parse("read write admin"),
        only,
        "token",
        Optional.empty(),
        Optional.empty());
  }

  private static List<ProtectedObject> objects() {
    return NAMESPACES.stream()
        .flatMap(
            namespace ->
                Stream.of(Visibility.values())
                    .map(
                        visibility ->
                            new ProtectedObject(
                                ResourceKind.DATASET,
                                namespace,
                                "one-" + visibility.text(),
                                visibility)))
        .toList();
  }

  private static List<String> names(Caller caller, Action action) {
    return objects().stream()
        .filter(object -> caller.may(action, object))
        .map(object -> object.namespace() + "/" + object.name())
        .sorted()
        .toList();
  }

  private void tell(Caller caller) throws SQLException {
    Sight sight = caller.sight();
    try (var statement =
        untold.prepareStatement(
            "SELECT set_config('trainyard.sight_visibilities', ?, false),"
                + " set_config('trainyard.sight_reads', ?, false),"
                + " set_config('trainyard.sight_writes', ?, false)")) {
      statement.setString(1, String.join(" ", sight.visibilities()));
      statement.setString(2, String.join(" ", sight.reads()));
      statement.setString(3, String.join(" ", sight.writes()));
      statement.execute();
    }
  }

  private List<String> seen(Caller caller) throws SQLException {
    tell(caller);
    return rows("SELECT namespace || '/' || name FROM hub_repository");
  }

  private List<String> deleted(Caller caller) throws SQLException {
    tell(caller);
    return rows("DELETE FROM hub_repository RETURNING namespace || '/' || name");
  }

  private List<String> rows(String statement) throws SQLException {
    List<String> names = new ArrayList<>();
    try (var prepared = untold.prepareStatement(statement);
        var rows = prepared.executeQuery()) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names.stream().filter(name -> name.startsWith("sight-")).sorted().toList();
  }

  private void run(String statement) throws SQLException {
    try (var prepared = untold.createStatement()) {
      prepared.execute(statement);
    }
  }
}
