package dev.trainyard.auth.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.trainyard.auth.AuthTestResource;
import dev.trainyard.auth.People;
import dev.trainyard.auth.ShiftedClock;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(AuthTestResource.class)
class SetupTest {

  private static final String SETUP = "/api/v1/auth/setup";

  @Inject AgroalDataSource database;

  private String administrator;

  /** Every test begins on a platform whose administrators have gone. */
  @BeforeEach
  void nobodyIsAdministrator() throws SQLException {
    administrator = People.administrator().name();
    execute("UPDATE account SET admin = false WHERE NOT operator");
  }

  @AfterEach
  void administratorIsBack() throws SQLException {
    execute("UPDATE account SET admin = (name = '" + administrator + "') WHERE NOT operator");
  }

  @Test
  void linkMakesTheFirstAdministratorAndSignsHimIn() {
    // Given
    String token = People.setupToken();
    String name = People.freshName("first");

    // When
    Response response = complete(token, name);

    // Then
    response
        .then()
        .statusCode(201)
        .body("user.name", equalTo(name))
        .body("user.roles", contains("user", "admin"))
        .body("namespaces.name", contains(name))
        .body("csrfToken", notNullValue());
    People.exchange("session", People.cookie(response)).then().statusCode(200);
  }

  @Test
  void platformSaysWhetherItWaitsForAnAdministrator() {
    People.anonymous().get(SETUP).then().statusCode(200).body("required", equalTo(true));

    complete(People.setupToken(), People.freshName("first")).then().statusCode(201);

    People.anonymous().get(SETUP).then().statusCode(200).body("required", equalTo(false));
    People.service("launcher")
        .post("/internal/setup-link")
        .then()
        .statusCode(200)
        .body("required", equalTo(false))
        .body("token", nullValue());
  }

  @Test
  void linkWorksOnce() throws SQLException {
    // Given
    String token = People.setupToken();
    complete(token, People.freshName("first")).then().statusCode(201);
    execute("UPDATE account SET admin = false WHERE NOT operator");

    // When
    Response second = complete(token, People.freshName("second"));

    // Then
    second.then().statusCode(410).body("type", equalTo("urn:trainyard:problem:gone"));
  }

  @Test
  void freshLinkVoidsTheOneBefore() {
    // Given
    String old = People.setupToken();
    String fresh = People.setupToken();

    // Then
    complete(old, People.freshName("late")).then().statusCode(410);
    complete(fresh, People.freshName("first")).then().statusCode(201);
  }

  @Test
  void linkExpires() {
    // Given
    String token = People.setupToken();

    // When
    Response response;
    try (var _ = ShiftedClock.forward(Duration.ofMinutes(31))) {
      response = complete(token, People.freshName("late"));
    }

    // Then
    response.then().statusCode(410);
  }

  @Test
  void ofManyConcurrentSetupsWithOneLinkOneSucceeds() throws Exception {
    // Given
    String token = People.setupToken();
    List<Callable<Integer>> attempts =
        IntStream.range(0, 6)
            .<Callable<Integer>>mapToObj(
                i -> () -> complete(token, People.freshName("racer")).statusCode())
            .toList();

    // When
    List<Integer> statuses;
    try (var threads = Executors.newFixedThreadPool(attempts.size())) {
      statuses = threads.invokeAll(attempts).stream().map(Future::resultNow).toList();
    }

    // Then
    assertThat(statuses).containsOnlyOnce(201).contains(410).doesNotContain(500);
  }

  @Test
  void onlyTheLauncherGetsLinks() {
    People.anonymous().post("/internal/setup-link").then().statusCode(401);
    People.service("gateway").post("/internal/setup-link").then().statusCode(401);
  }

  @Test
  void operatorTokenNeedsNoPersonAndLeavesTheLinkUsable() {
    // Given
    String token = People.setupToken();

    // When
    String operator =
        People.service("launcher")
            .body("{}")
            .post("/internal/operator-token")
            .then()
            .statusCode(200)
            .body("user", equalTo("admin"))
            .extract()
            .path("token");

    // Then
    People.exchange("token", operator).then().statusCode(200).body("name", equalTo("admin"));
    complete(token, People.freshName("first")).then().statusCode(201);
  }

  private static Response complete(String token, String name) {
    return People.anonymous().body(People.form(name, Map.of("token", token))).post(SETUP);
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
