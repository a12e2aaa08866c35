package dev.trainyard.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;

import dev.trainyard.postgres.DatabaseProvisioner;
import dev.trainyard.postgres.DatabaseSpec;
import dev.trainyard.postgres.EmbeddedPostgres;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** People who leave, with two replicas as they ship and a time that a test can wait for. */
class OwnDeletionIT {

  private static final Map<String, String> SECRETS = AuthTestResource.secrets();

  private static final DatabaseSpec DATABASE =
      new DatabaseSpec("leaving", "migrator-of-tests-8Qv2", "app-of-tests-5Rk9Zw", 40);

  private static EmbeddedPostgres postgres;

  @BeforeAll
  static void startDatabase() throws IOException {
    postgres =
        EmbeddedPostgres.builder()
            .dataDirectory(Files.createTempDirectory("auth-leaving").resolve("data"))
            .superuserPassword("of-this-test-alone")
            .start();
    DatabaseProvisioner.of(postgres).provision(DATABASE);
  }

  @AfterAll
  static void stopDatabase() {
    postgres.close();
  }

  @Test
  void erasureBeginsByItselfWhenTheTimeIsOver() throws SQLException {
    // Given
    try (var first = started(settings());
        var second = started(settings())) {
      Response registered =
          first.api().body(People.form("ada", Map.of())).post("/api/v1/auth/register");
      String cookie = People.cookie(registered);

      // When
      first
          .api()
          .auth()
          .oauth2(exchange(first, cookie).path("jwt"))
          .body(Map.of("name", "ada"))
          .post("/api/v1/users/me/deletion")
          .then()
          .statusCode(202);

      // Then
      exchange(second, cookie).then().statusCode(401);
      signIn(second).then().statusCode(202).body("methods", contains("restore"));
      Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> erasures() > 0);
      signIn(first).then().statusCode(401);
      assertThat(erasures()).isOne();
    }
  }

  private static Response signIn(RunningService service) {
    return service
        .api()
        .body(Map.of("name", "ada", "password", People.PASSWORD))
        .post("/api/v1/auth/login");
  }

  private static Response exchange(RunningService service, String cookie) {
    return service
        .api()
        .header("X-Trainyard-Client", "gateway:" + AuthTestResource.clientSecret("gateway"))
        .body(Map.of("kind", "session", "credential", cookie))
        .post("/internal/exchange");
  }

  private static int erasures() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                postgres.jdbcUrl(DATABASE.name()), DATABASE.app(), DATABASE.appPassword());
        Statement statement = connection.createStatement();
        var row = statement.executeQuery("SELECT count(*) FROM erasure WHERE name = 'ada'")) {
      row.next();
      return row.getInt(1);
    }
  }

  private static RunningService started(Map<String, String> settings) {
    var service = RunningService.start(settings);
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> service.health("/ready") == 200);
    return service;
  }

  private static Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(SECRETS);
    settings.putAll(RunningService.database(postgres, DATABASE));
    settings.putAll(RunningService.migrator(DATABASE));
    settings.put("trainyard.auth.registration", "open");
    settings.put("trainyard.auth.deletion-grace", "PT20S");
    settings.put("trainyard.auth.deletion-every", "PT1S");
    return settings;
  }
}
