package dev.trainyard.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.trainyard.postgres.DatabaseProvisioner;
import dev.trainyard.postgres.DatabaseSpec;
import dev.trainyard.postgres.EmbeddedPostgres;
import dev.trainyard.postgres.EmbeddedPostgresBuilder;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What ships, run as it is run in production: {@code java -jar}, roles apart, no test class in it.
 */
class PackagedServiceIT {

  private static final Map<String, String> SECRETS = AuthTestResource.secrets();

  private static Path data;
  private static EmbeddedPostgres postgres;

  @BeforeAll
  static void startDatabase() throws IOException {
    data = Files.createTempDirectory("auth-database").resolve("data");
    postgres = server().start();
  }

  @AfterAll
  static void stopDatabase() {
    postgres.close();
  }

  @Test
  void migrateModeMigratesAndEndsWithoutTheServicesSecrets() {
    // Given
    DatabaseSpec spec = database("migrated");
    Map<String, String> settings = new HashMap<>(RunningService.database(postgres, spec));
    settings.putAll(RunningService.migrator(spec));

    // When
    try (var migration = RunningService.start(settings, "migrate")) {
      // Then
      assertThat(migration.exitCode()).as(migration.output()).isZero();
      assertThat(migration.output())
          .containsPattern("Schema at version \\d+, [1-9]\\d* migrations applied");
    }
    try (var again = RunningService.start(settings, "migrate")) {
      assertThat(again.exitCode()).isZero();
    }
  }

  @Test
  void migrateModeFailsVisiblyWithAWrongPassword() {
    // Given
    DatabaseSpec spec = database("refused");
    Map<String, String> settings = new HashMap<>(RunningService.database(postgres, spec));
    settings.putAll(RunningService.migrator(spec));
    settings.put("trainyard.data.migrator.password", "wrong");

    // When
    try (var migration = RunningService.start(settings, "migrate")) {
      // Then
      assertThat(migration.exitCode()).isEqualTo(1);
    }
  }

  @Test
  void serviceWaitsForItsSchemaAndThenServes() {
    // Given
    DatabaseSpec spec = database("waiting");
    try (var service = RunningService.start(settings(spec))) {
      eventually().until(() -> service.health("/live") == 200);
      assertThat(service.health("/ready")).isEqualTo(503);

      // When
      migrate(spec);

      // Then
      eventually().until(() -> service.health("/ready") == 200);
      assertThat(service.health("")).isEqualTo(200);
      assertThat(service.health("/started")).isEqualTo(200);
      service.management().get("/metrics").then().statusCode(200).body(containsString("jvm_"));
      service.api().get("/metrics").then().statusCode(404);
      service.api().get("/health").then().statusCode(404);
      service
          .api()
          .get("/api/v1/auth/setup")
          .then()
          .statusCode(200)
          .body("required", equalTo(true));
    }
  }

  @Test
  void readinessFollowsTheDatabaseAndLivenessDoesNot() {
    // Given
    DatabaseSpec spec = database("outage");
    migrate(spec);
    try (var service = RunningService.start(settings(spec))) {
      eventually().until(() -> service.health("/ready") == 200);

      // When
      int port = postgres.port();
      postgres.close();

      // Then
      eventually().until(() -> service.health("/ready") == 503);
      assertThat(service.health("/live")).isEqualTo(200);
      int status = service.api().get("/api/v1/auth/setup").statusCode();
      assertThat(status).isIn(500, 503);

      // When
      postgres = server().port(port).start();

      // Then
      eventually().until(() -> service.health("/ready") == 200);
      assertThat(service.health("/live")).isEqualTo(200);
      service.api().get("/api/v1/auth/setup").then().statusCode(200);
    }
  }

  @Test
  void weakSecretsStopTheStartWithOneLineEach() {
    // Given
    Map<String, String> settings = settings(database("weak"));
    settings.put("trainyard.auth.jwt-secret", "changeme-changeme");
    settings.put("trainyard.auth.session-secret", settings.get("trainyard.clients.gateway.secret"));

    // When
    try (var service = RunningService.start(settings)) {
      // Then
      assertThat(service.exitCode()).isEqualTo(1);
      assertThat(service.output())
          .contains("trainyard.auth.jwt-secret")
          .contains("SEC-001 trainyard.auth.jwt-secret")
          .containsAnyOf(
              "trainyard.clients.gateway.secret equals trainyard.auth.session-secret",
              "trainyard.auth.session-secret equals trainyard.clients.gateway.secret")
          .doesNotContain("changeme")
          .doesNotContain(AuthTestResource.clientSecret("gateway"))
          .doesNotContain("\tat ");
    }
  }

  @Test
  void openRegistrationLetsAnybodyInAndTheCookieOfAnInsecureOriginIsTheDevelopmentOne() {
    // Given
    DatabaseSpec spec = database("open");
    migrate(spec);
    Map<String, String> settings = settings(spec);
    settings.put("trainyard.auth.registration", "open");
    settings.put("trainyard.auth.cookie-secure", "false");
    try (var service = RunningService.start(settings)) {
      eventually().until(() -> service.health("/ready") == 200);

      // When
      Response response =
          service.api().body(People.form("ada", Map.of())).post("/api/v1/auth/register");

      // Then
      response.then().statusCode(201);
      assertThat(People.setCookie(response, "session"))
          .startsWith("trainyard_dev_session=")
          .doesNotContain("Secure");
    }
  }

  @Test
  void twoReplicasShareKeysAndSessionsAndOneOutlivesTheOther() {
    // Given
    DatabaseSpec spec = database("replicas");
    migrate(spec);
    Map<String, String> settings = settings(spec);
    settings.put("trainyard.auth.registration", "open");
    try (var first = RunningService.start(settings);
        var second = RunningService.start(settings)) {
      eventually().until(() -> first.health("/ready") == 200 && second.health("/ready") == 200);
      assertThat(first.api().get("/.well-known/jwks.json").<Object>path("keys.kid"))
          .isEqualTo(second.api().get("/.well-known/jwks.json").path("keys.kid"));
      Response registered =
          first.api().body(People.form("ada", Map.of())).post("/api/v1/auth/register");
      String credential = People.cookie(registered);

      // When
      first.kill();

      // Then
      String jwt =
          second
              .api()
              .header("X-Trainyard-Client", "gateway:" + AuthTestResource.clientSecret("gateway"))
              .body(Map.of("kind", "session", "credential", credential))
              .post("/internal/exchange")
              .then()
              .statusCode(200)
              .extract()
              .path("jwt");
      second.api().auth().oauth2(jwt).get("/api/v1/users/me").then().statusCode(200);
    }
  }

  private static EmbeddedPostgresBuilder server() {
    return EmbeddedPostgres.builder().dataDirectory(data).superuserPassword("of-this-test-alone");
  }

  private static Map<String, String> settings(DatabaseSpec spec) {
    Map<String, String> settings = new HashMap<>(SECRETS);
    settings.putAll(RunningService.database(postgres, spec));
    return settings;
  }

  private static DatabaseSpec database(String name) {
    var spec = new DatabaseSpec(name, "migrator-of-tests-8Qv2", "app-of-tests-5Rk9Zw", 40);
    DatabaseProvisioner.of(postgres).provision(spec);
    return spec;
  }

  private static void migrate(DatabaseSpec spec) {
    Map<String, String> settings = new HashMap<>(RunningService.database(postgres, spec));
    settings.putAll(RunningService.migrator(spec));
    try (var migration = RunningService.start(settings, "migrate")) {
      assertThat(migration.exitCode()).as(migration.output()).isZero();
    }
  }

  private static ConditionFactory eventually() {
    return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(200));
  }
}
