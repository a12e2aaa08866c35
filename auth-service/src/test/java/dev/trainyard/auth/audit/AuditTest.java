package dev.trainyard.auth.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import dev.trainyard.auth.AuthTestResource;
import dev.trainyard.auth.People;
import dev.trainyard.auth.People.Person;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(AuthTestResource.class)
class AuditTest {

  private static final String AUDIT = "/api/v1/audit";

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
    listed(Map.of("service", "gateway")).then().statusCode(400);
  }

  @Test
  void onlyAdministratorsAndAuditorsReadIt() {
    People.person("ada").asks().get(AUDIT).then().statusCode(403);
    People.anonymous().get(AUDIT).then().statusCode(401);
  }

  @Test
  void readingItIsAnEntryOfItsOwn() {
    // When
    listed(Map.of("actor", "somebody"));

    // Then
    listed(Map.of("action", "audit.read", "actor", People.administrator().name()))
        .then()
        .body("items.details.filter", hasItem("actor"));
  }

  @Test
  void exportHoldsWhatTheFiltersLeaveAndNoFormula() {
    // Given
    Person ada = People.person("ada");
    String org = People.freshName("org");
    ada.asks()
        .header("X-Request-Id", "=cmd|'/c calc'!A1")
        .body(Map.of("name", org))
        .post("/api/v1/orgs")
        .then()
        .statusCode(201);

    // When
    String csv = exported(org, "csv").contentType("text/csv").extract().asString();
    String lines = exported(org, "jsonl").contentType("application/x-ndjson").extract().asString();

    // Then
    assertThat(csv.lines()).hasSize(2).last().asString().contains(org).doesNotContain(",=");
    assertThat(lines.lines()).singleElement().asString().contains("organisation.create", org);
    exported(org, "xml", 400);
  }

  private static ValidatableResponse exported(String target, String format) {
    return exported(target, format, 200).header("Content-Disposition", startsWith("attachment"));
  }

  private static ValidatableResponse exported(String target, String format, int status) {
    return People.administrator()
        .asks()
        .queryParam("target", target)
        .queryParam("format", format)
        .get(AUDIT + "/export")
        .then()
        .statusCode(status);
  }

  private static Response listed(Map<String, ?> filter) {
    return People.administrator().asks().queryParams(filter).get(AUDIT);
  }
}
