package dev.trainyard.auth.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.trainyard.auth.AuthTestResource;
import dev.trainyard.auth.People;
import dev.trainyard.auth.People.Person;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(AuthTestResource.class)
class AuditTest {

  private static final String AUDIT = "/api/v1/audit";

  @Inject AgroalDataSource database;

  @Test
  void changeIsRecordedWithActorTargetAndRequest() {
    // Given
    Person ada = People.person("ada");
    String org = People.freshName("org");

    // When
    ada.asks()
        .header("X-Request-Id", "request-of-" + org)
        .body(Map.of("name", org))
        .post("/api/v1/orgs")
        .then()
        .statusCode(201);

    // Then
    listed(Map.of("target", org))
        .then()
        .statusCode(200)
        .body("items.action", contains("organisation.create"))
        .body("items[0].actor", equalTo(ada.name()))
        .body("items[0].outcome", equalTo("success"))
        .body("items[0].requestId", equalTo("request-of-" + org));
  }

  @Test
  void failedSignInIsRecordedWithoutWhatWasTyped() {
    // Given
    Person ada = People.person("ada");
    String secret = "my-password-in-the-wrong-field";

    // When
    People.signIn(ada.name(), secret).then().statusCode(401);
    People.signIn(secret, secret).then().statusCode(401);

    // Then
    listed(Map.of("target", ada.name(), "action", "session.open"))
        .then()
        .body("items.outcome", hasItem("refused"));
    assertThat(listed(Map.of()).asString()).doesNotContain(secret);
  }

  @Test
  void eventsAreNewestFirstAndPaged() {
    // Given
    Person ada = People.person("ada");
    ada.token("read");
    ada.token("write");
    Map<String, ?> mine = Map.of("actor", ada.name(), "action", "token.create");

    // When
    Response first =
        People.administrator().asks().queryParams(mine).queryParam("limit", 1).get(AUDIT);

    // Then
    first.then().body("items", hasSize(1)).body("items[0].details.scope", equalTo("write"));
    People.administrator()
        .asks()
        .queryParams(mine)
        .queryParam("limit", 1)
        .queryParam("cursor", first.<String>path("nextCursor"))
        .get(AUDIT)
        .then()
        .body("items[0].details.scope", equalTo("read"));
    listed(Map.of("from", Instant.now().plusSeconds(60).toString()))
        .then()
        .body("items", hasSize(0));
    listed(Map.of("to", Instant.now().toString(), "action", "token.create"))
        .then()
        .body("items.action", everyItem(equalTo("token.create")));
  }

  @Test
  void filtersAreChecked() {
    listed(Map.of("from", "yesterday")).then().statusCode(400);
    listed(Map.of("actor", "x".repeat(301))).then().statusCode(400);
    listed(Map.of("target", "a\u0000")).then().statusCode(400);
  }

  @Test
  void onlyAdministratorsAndAuditorsReadIt() {
    People.person("ada").asks().get(AUDIT).then().statusCode(403);
    People.anonymous().get(AUDIT).then().statusCode(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE audit_event SET actor = 'nobody'",
        "DELETE FROM audit_event",
        "TRUNCATE audit_event"
      })
  void serviceItselfCannotRewriteIt(String statement) throws SQLException {
    try (Connection connection = database.getConnection();
        var sql = connection.createStatement()) {
      assertThatThrownBy(() -> sql.execute(statement)).hasMessageContaining("permission denied");
    }
  }

  private static Response listed(Map<String, ?> filter) {
    return People.administrator().asks().queryParams(filter).get(AUDIT);
  }
}
