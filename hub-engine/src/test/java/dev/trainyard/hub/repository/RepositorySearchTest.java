package dev.trainyard.hub.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.commons.paging.Cursor;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.commons.security.NamespaceRole;
import dev.trainyard.commons.security.ResourceKind;
import dev.trainyard.commons.security.Restriction;
import dev.trainyard.commons.security.Scopes;
import dev.trainyard.data.DataConfig;
import dev.trainyard.hub.repository.RepositoryTable.Listing;
import dev.trainyard.hub.sql.Sql;
import dev.trainyard.testing.PlatformTestResource;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Lists among many repositories: along an index, and only what the caller may read. */
@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
class RepositorySearchTest {

  private static final int CROWD = 20_000;
  private static final List<String> VISIBILITIES =
      List.of("private", "private", "private", "internal", "public");
  private static final String INSERT =
      "INSERT INTO hub_repository (id, namespace, name, visibility, description, created_by,"
          + " created_at, updated_at) SELECT gen_random_uuid(), 'crowd-' || i % 400,"
          + " 'repository-' || i, (?)[1 + i % 5], '100% of Batch_' || i, gen_random_uuid(), now(),"
          + " now() - i * interval '1 second' FROM generate_series(1, ?) i";

  private static final Caller ANYONE = Caller.anonymous();
  private static final Caller READER = caller(Set.of("user"));
  private static final Caller ADMINISTRATOR = caller(Set.of("user", "admin"));

  @Inject Sql sql;
  @Inject RepositoryTable table;

  @Inject AgroalDataSource dataSource;
  @Inject DataConfig config;

  private static Caller caller(Set<String> roles) {
    return new Caller(
        UUID.randomUUID(),
        "ada",
        roles,
        Map.of("crowd-7", NamespaceRole.READER),
        Scopes.parse("read write"),
        Restriction.none(),
        "session",
        Optional.empty(),
        Optional.empty());
  }

  @BeforeEach
  void fillTheTable() throws SQLException {
    sql.update(INSERT, VISIBILITIES.toArray(String[]::new), CROWD);
    String url =
        dataSource
            .getConfiguration()
            .connectionPoolConfiguration()
            .connectionFactoryConfiguration()
            .jdbcUrl();
    try (var connection =
            DriverManager.getConnection(
                url,
                config.migrator().username().orElseThrow(),
                config.migrator().password().orElseThrow());
        var statement = connection.createStatement()) {
      statement.execute("VACUUM ANALYZE hub_repository");
    }
  }

  @AfterEach
  void emptyTheTable() {
    sql.update("DELETE FROM hub_repository WHERE namespace LIKE 'crowd-%'");
  }

  static Stream<Arguments> lists() {
    return Stream.of(ANYONE, READER, ADMINISTRATOR)
        .flatMap(
            caller ->
                Stream.of(
                    Arguments.of(caller, null, null),
                    Arguments.of(caller, "crowd-7", null),
                    Arguments.of(caller, "crowd-8", null),
                    Arguments.of(caller, null, "repository-1234"),
                    Arguments.of(caller, null, "nobody has this"),
                    Arguments.of(caller, null, "batch"),
                    Arguments.of(caller, "crowd-7", "repository-77")));
  }

  @ParameterizedTest
  @MethodSource("lists")
  void listGoesAlongAnIndex(Caller caller, String namespace, String search) {
    Cursor next = Cursor.of(Instant.now().minusSeconds(600), UUID.randomUUID());
    for (Cursor after : new Cursor[] {null, next}) {
      String plan =
          plan(
              RepositoryTable.listing(
                  caller.readable(ResourceKind.DATASET), namespace, search, after, 51));
      assertThat(plan).doesNotContain("Seq Scan on hub_repository");
    }
  }

  @Test
  void rareTextIsFoundByItsIndex() {
    assertThat(
            plan(
                RepositoryTable.listing(
                    READER.readable(ResourceKind.DATASET), null, "repository-1234", null, 51)))
        .contains("hub_repository_search");
  }

  private String plan(Listing listing) {
    return String.join(
        "\n",
        sql.list(
            "EXPLAIN " + listing.statement(),
            row -> row.text("QUERY PLAN"),
            listing.parameters().toArray()));
  }

  @Test
  void searchFindsOnlyWhatTheCallerMayRead() {
    IntPredicate open = i -> i % 5 == 4;
    IntPredicate internal = i -> i % 5 >= 3;
    IntPredicate own = i -> i % 400 == 7;

    assertThat(found(ANYONE, null, "Repository-77")).isEqualTo(expected(open));
    assertThat(found(READER, null, "repository-77")).isEqualTo(expected(internal.or(own)));
    assertThat(found(READER, "crowd-7", "repository-77")).isEqualTo(expected(own));
    assertThat(found(READER, "crowd-8", "repository-77"))
        .isEqualTo(expected(internal.and(i -> i % 400 == 8)));
    assertThat(found(ADMINISTRATOR, null, "repository-77")).isEqualTo(expected(i -> true));
  }

  private List<String> found(Caller caller, String namespace, String search) {
    return table.list(caller.readable(ResourceKind.DATASET), namespace, search, null, 1000).stream()
        .map(RepositoryRow::name)
        .toList();
  }

  /** Newest change first, which is the order of the numbers. */
  private static List<String> expected(IntPredicate readable) {
    return IntStream.rangeClosed(1, CROWD)
        .filter(readable)
        .mapToObj(i -> "repository-" + i)
        .filter(name -> name.startsWith("repository-77"))
        .toList();
  }

  @Test
  void charactersWithAMeaningInPatternsMeanThemselves() {
    assertThat(found(ADMINISTRATOR, null, "0% of batch_19999")).containsExactly("repository-19999");
    assertThat(found(ADMINISTRATOR, null, "1%0")).isEmpty();
    assertThat(found(ADMINISTRATOR, null, "batch-19999")).isEmpty();
    assertThat(found(ADMINISTRATOR, null, "repository_19999")).isEmpty();
    assertThat(found(ADMINISTRATOR, null, "\\")).isEmpty();
  }
}
