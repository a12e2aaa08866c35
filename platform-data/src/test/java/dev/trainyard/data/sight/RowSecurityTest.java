package dev.trainyard.data.sight;

import static dev.trainyard.testing.Tokens.as;
import static dev.trainyard.testing.Tokens.user;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.data.DataConfig;
import dev.trainyard.testing.PlatformTestResource;
import dev.trainyard.testing.SchemaOwner;
import dev.trainyard.testing.Tokens;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database keeps from a caller what a careless operation would hand out. */
@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
class RowSecurityTest {

  private static final Tokens.Builder ADA = user("ada").in("acme", "reader");
  private static final Tokens.Builder EVE = user("eve");
  private static final Tokens.Builder ROOT = user("root").admin();

  private static final String TABLE =
      """
      CREATE TABLE guarded (namespace text, name text, visibility text);
      ALTER TABLE guarded ENABLE ROW LEVEL SECURITY;
      CREATE POLICY guarded_read ON guarded FOR SELECT USING (
          visibility = ANY ((SELECT sight_visibilities())::text[])
          OR ARRAY['*', namespace, 'datasets/' || namespace || '/' || name]
              && (SELECT sight_reads()));
      CREATE POLICY guarded_write ON guarded USING (
          ARRAY['*', namespace, 'datasets/' || namespace || '/' || name]
              && (SELECT sight_writes()));
      """;

  @Inject AgroalDataSource dataSource;
  @Inject RowSecurity security;
  @Inject DataConfig config;

  @BeforeEach
  void fill() throws SQLException {
    SchemaOwner.run(
        TABLE
            + "INSERT INTO guarded VALUES ('ada', 'ada-private', 'private'),"
            + " ('acme', 'acme-private', 'private'), ('acme', 'acme-second', 'private'),"
            + " ('bob', 'bob-internal', 'internal'), ('bob', 'bob-private', 'private'),"
            + " ('bob', 'bob-public', 'public')");
  }

  @AfterEach
  void empty() throws SQLException {
    SchemaOwner.run("DROP TABLE guarded");
  }

  @ParameterizedTest
  @ValueSource(strings = {"session", "transaction"})
  void callerSeesWhatTheyMayRead(String way) {
    assertThat(names(as(ADA).get("/careless/" + way)))
        .containsExactly(
            "acme-private", "acme-second", "ada-private", "bob-internal", "bob-public");
    assertThat(names(as(EVE).get("/careless/" + way)))
        .containsExactly("bob-internal", "bob-public");
    assertThat(names(given().get("/careless/" + way))).containsExactly("bob-public");
    assertThat(names(as(ROOT).get("/careless/" + way))).hasSize(6);
  }

  @Test
  void limitedCredentialSeesWhatItIsLimitedTo() {
    assertThat(names(as(user("ada").in("acme", "reader").only("acme")).get("/careless/session")))
        .containsExactly("acme-private", "acme-second", "bob-public");
    assertThat(
            names(
                as(user("ada").in("acme", "reader").only("datasets/acme/acme-second"))
                    .get("/careless/session")))
        .containsExactly("acme-second", "bob-public");
    assertThat(names(as(user("root").admin().only("bob")).get("/careless/session")))
        .containsExactly("bob-internal", "bob-private", "bob-public");
  }

  @Test
  void nobodySeesWhatTheCallerBeforeThemDid() {
    List<Integer> seen =
        IntStream.range(0, 40)
            .mapToObj(
                i ->
                    names(
                        as(List.of(ROOT, EVE, ADA).get(i % 3))
                            .get("/careless/" + (i % 2 == 0 ? "session" : "transaction"))))
            .map(List::size)
            .toList();
    assertThat(seen)
        .isEqualTo(IntStream.range(0, 40).map(i -> List.of(6, 2, 5).get(i % 3)).boxed().toList());
  }

  @Test
  void openOperationSeesWhatItsCallerMay() {
    assertThat(names(given().get("/careless/open"))).containsExactly("bob-public");
    assertThat(names(as(ADA).get("/careless/open"))).hasSize(5);
  }

  @Test
  void nothingIsSeenBeforeARequestIsAdmitted() {
    assertThat(names(as(ROOT).get("/careless/early"))).isEmpty();
  }

  @Test
  void serviceAndThePlatformsOwnWorkSeeEverything() throws SQLException {
    String client = PlatformTestResource.AUTH_CLIENT;
    assertThat(names(given().header("X-Trainyard-Client", client).get("/careless/internal")))
        .hasSize(6);
    try (var connection = dataSource.getConnection();
        var rows = connection.createStatement().executeQuery("SELECT count(*) FROM guarded")) {
      rows.next();
      assertThat(rows.getInt(1)).isEqualTo(6);
    }
  }

  @Test
  void connectionThatWasNeverToldSeesNothing() throws SQLException {
    try (var connection = untold();
        var rows = connection.createStatement().executeQuery("SELECT count(*) FROM guarded")) {
      rows.next();
      assertThat(rows.getInt(1)).isZero();
    }
  }

  @Test
  void rowsOutsideOfTheCallersNamespacesAreNotChanged() {
    assertThat(as(ADA).put("/careless/ada/ada-private").asString()).isEqualTo("1");
    assertThat(as(ADA).put("/careless/acme/acme-private").asString()).isEqualTo("0");
    assertThat(as(ADA).put("/careless/bob/bob-public").asString()).isEqualTo("0");
    assertThat(as(ADA).delete("/careless/bob/bob-public").asString()).isEqualTo("0");
    assertThat(as(ADA).post("/careless/bob/new").statusCode()).isEqualTo(500);
    assertThat(as(ADA).post("/careless/ada/new").asString()).isEqualTo("1");
    assertThat(as(ROOT).delete("/careless/bob/bob-public").asString()).isEqualTo("1");
  }

  @Test
  void deadConnectionsAreReplaced() throws SQLException {
    // Given
    names(as(ADA).get("/careless/session"));

    // When
    try (var connection = untold();
        var statement = connection.createStatement()) {
      statement.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              + " WHERE usename = current_user AND pid <> pg_backend_pid()");
    }

    // Then
    Awaitility.await()
        .atMost(20, SECONDS)
        .until(() -> as(EVE).get("/careless/transaction").statusCode() == 200);
    assertThat(names(as(EVE).get("/careless/session"))).hasSize(2);
    assertThat(names(as(ADA).get("/careless/session"))).hasSize(5);
  }

  @Test
  void serviceThatTellsNothingDoesNotStartOnTablesWithPolicies() {
    var silent =
        new DataConfig() {
          @Override
          public Migrator migrator() {
            return config.migrator();
          }

          @Override
          public Optional<String> ownerRole() {
            return config.ownerRole();
          }

          @Override
          public boolean rowSecurity() {
            return false;
          }
        };

    assertThatThrownBy(() -> new PolicyCheck(dataSource, silent).start(null))
        .hasMessageContaining("trainyard.data.row-security must be true");
    assertThatCode(() -> new PolicyCheck(dataSource, config).start(null))
        .doesNotThrowAnyException();
  }

  @Test
  void connectionThatCannotBeToldIsCutOff() throws SQLException {
    // Given
    Connection own = untold();
    Connection pooled =
        (Connection)
            Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "unwrap" -> own;
                      case "getAutoCommit" -> true;
                      default -> throw new SQLException("no room for a statement");
                    });

    // When
    security.onConnectionAcquire(pooled);

    // Then
    assertThat(own.isClosed()).isTrue();
  }

  private static Connection untold() throws SQLException {
    var config = ConfigProvider.getConfig();
    return DriverManager.getConnection(
        config.getValue("quarkus.datasource.jdbc.url", String.class),
        config.getValue("quarkus.datasource.username", String.class),
        config.getValue("quarkus.datasource.password", String.class));
  }

  private static List<String> names(Response answer) {
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.jsonPath().getList("", String.class);
  }
}
