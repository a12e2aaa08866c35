package dev.trainyard.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.trainyard.auth.factor.App;
import dev.trainyard.postgres.DatabaseProvisioner;
import dev.trainyard.postgres.DatabaseSpec;
import dev.trainyard.postgres.EmbeddedPostgres;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Changes {@code session-secret} of the running service, as operators do, and what must go on. */
class SecretRotationIT {

  private static final String SECRET = "trainyard.auth.session-secret";
  private static final String PREVIOUS = "trainyard.auth.previous-session-secret";

  private static EmbeddedPostgres postgres;

  @BeforeAll
  static void startDatabase() throws IOException {
    postgres =
        EmbeddedPostgres.builder()
            .dataDirectory(Files.createTempDirectory("auth-rotation").resolve("data"))
            .superuserPassword("of-this-test-alone")
            .start();
  }

  @AfterAll
  static void stopDatabase() {
    postgres.close();
  }

  @Test
  void whatTheOldSecretRootedGoesOnAndOutlivesIt() {
    // Given
    Map<String, String> settings = settings("rotated");
    Holdings held;
    try (var service = started(settings)) {
      held = Holdings.gather(service);
    }

    // When
    String old = settings.put(SECRET, AuthTestResource.randomSecret());
    settings.put(PREVIOUS, old);

    // Then
    try (var service = started(settings)) {
      Response session = exchange(service, "session", held.cookie());
      session.then().statusCode(200).body("csrfToken", equalTo(held.csrfToken()));
      exchange(service, "token", held.token()).then().statusCode(200);
      signIn(service, held.freshCode()).then().statusCode(200);
      recover(service, held.app().recoveryCodes().getFirst()).then().statusCode(200);
      asks(service, held.cookie())
          .get("/api/v1/auth/session")
          .then()
          .body("csrfToken", equalTo(held.csrfToken()));
    }

    // When
    settings.remove(PREVIOUS);

    // Then
    try (var service = started(settings)) {
      Response session = exchange(service, "session", held.cookie());
      session.then().statusCode(200).body("csrfToken", not(equalTo(held.csrfToken())));
      exchange(service, "token", held.token()).then().statusCode(200);
      exchange(service, "session", held.unusedCookie()).then().statusCode(401);
      signIn(service, null).then().statusCode(202);
    }
  }

  @Test
  void administratorWithoutSecondFactorIsAUserUntilHeEnrols() {
    // Given
    Map<String, String> settings = settings("administrators");
    settings.put("trainyard.auth.second-factor.administrators", "true");
    try (var service = started(settings)) {
      String operator =
          launcher(service).body(Map.of()).post("/internal/operator-token").path("token");
      String cookie = setUp(service);

      // Then
      asks(service, cookie).get("/api/v1/users").then().statusCode(403);
      asks(service, cookie)
          .get("/api/v1/users/me")
          .then()
          .body("roles", hasItem("admin"))
          .body("secondFactorNeededFor", equalTo(List.of("admin")));
      exchange(service, "token", operator).then().statusCode(200);

      // When
      App.enrol(() -> asks(service, cookie));

      // Then
      asks(service, cookie).get("/api/v1/users").then().statusCode(200);
    }
  }

  private static String setUp(RunningService service) {
    String link = launcher(service).post("/internal/setup-link").path("token");
    Response response =
        service.api().body(People.form("root", Map.of("token", link))).post("/api/v1/auth/setup");
    response.then().statusCode(201);
    return People.cookie(response);
  }

  private static Response signIn(RunningService service, String code) {
    Response challenge =
        service
            .api()
            .body(Map.of("name", "root", "password", People.PASSWORD))
            .post("/api/v1/auth/login");
    challenge.then().statusCode(202);
    return code == null ? challenge : complete(service, challenge, "code", code);
  }

  private static Response recover(RunningService service, String recoveryCode) {
    return complete(service, signIn(service, null), "recoveryCode", recoveryCode);
  }

  private static Response complete(
      RunningService service, Response challenge, String kind, String value) {
    return service
        .api()
        .body(Map.of("challenge", challenge.path("challenge"), kind, value))
        .post("/api/v1/auth/login/second-factor");
  }

  private static RequestSpecification asks(RunningService service, String cookie) {
    return service.api().auth().oauth2(exchange(service, "session", cookie).path("jwt"));
  }

  private static Response exchange(RunningService service, String kind, String credential) {
    return as(service, "gateway")
        .body(Map.of("kind", kind, "credential", credential))
        .post("/internal/exchange");
  }

  private static RequestSpecification launcher(RunningService service) {
    return as(service, "launcher");
  }

  private static RequestSpecification as(RunningService service, String client) {
    return service
        .api()
        .header("X-Trainyard-Client", client + ":" + AuthTestResource.clientSecret(client));
  }

  private static RunningService started(Map<String, String> settings) {
    var service = RunningService.start(settings);
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> service.health("/ready") == 200);
    return service;
  }

  private static Map<String, String> settings(String database) {
    var spec = new DatabaseSpec(database, "migrator-of-tests-8Qv2", "app-of-tests-5Rk9Zw", 40);
    DatabaseProvisioner.of(postgres).provision(spec);
    Map<String, String> settings = new HashMap<>(AuthTestResource.secrets());
    settings.putAll(RunningService.database(postgres, spec));
    settings.putAll(RunningService.migrator(spec));
    return settings;
  }

  /** What somebody holds that the session secret roots. */
  private record Holdings(
      String cookie,
      String unusedCookie,
      String csrfToken,
      String token,
      App app,
      String usedCode) {

    /** The code of a later step than the one that the enrolment used up. */
    String freshCode() {
      return Awaitility.await()
          .atMost(Duration.ofSeconds(61))
          .until(() -> app.codeIn(Duration.ZERO), code -> !code.equals(usedCode));
    }

    static Holdings gather(RunningService service) {
      String cookie = setUp(service);
      String token =
          asks(service, cookie)
              .body(Map.of("name", "laptop", "scope", "read"))
              .post("/api/v1/tokens")
              .path("token");
      App app = App.enrol(() -> asks(service, cookie));
      String used = app.codeIn(Duration.ZERO);
      String unused = People.cookie(recover(service, app.recoveryCodes().getLast()));
      Response session = exchange(service, "session", cookie);
      assertThat(session.statusCode()).isEqualTo(200);
      return new Holdings(cookie, unused, session.path("csrfToken"), token, app, used);
    }
  }
}
