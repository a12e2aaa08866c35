package dev.trainyard.auth.exchange;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.trainyard.auth.AuthTestResource;
import dev.trainyard.auth.People;
import dev.trainyard.auth.People.Person;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(AuthTestResource.class)
class JobGrantTest {

  private static final String GRANTS = "/internal/job-grants/";

  private final UUID job = UUID.randomUUID();
  private Person ada;

  @BeforeEach
  void somebodyIsSignedIn() {
    ada = People.person("ada");
  }

  @Test
  void jobActsForItsUserWithTheRightsOfTheMoment() {
    // Given
    grant(ada, ada.jwt()).then().statusCode(204);
    String org = People.freshName("org");
    ada.asks().body(Map.of("name", org)).post("/api/v1/orgs").then().statusCode(201);

    // When
    String jwt = token().then().statusCode(200).extract().path("jwt");

    // Then
    var asJob = People.anonymous().auth().oauth2(jwt);
    asJob.get("/api/v1/orgs").then().statusCode(200).body("items.name", hasItem(org));
    asJob
        .get("/api/whoami-v2")
        .then()
        .body("name", equalTo(ada.name()))
        .body("auth.accessToken.role", equalTo("write"));
    asJob.body(Map.of("name", "x", "scope", "read")).post("/api/v1/tokens").then().statusCode(403);
  }

  @Test
  void grantCanBeRepeatedByItsUserOnly() {
    // Given
    grant(ada, ada.jwt()).then().statusCode(204);
    Person bob = People.person("bob");

    // Then
    grant(ada, ada.jwt()).then().statusCode(204);
    grant(bob, bob.jwt()).then().statusCode(409);
  }

  @Test
  void endedGrantIsWorthNothing() {
    // Given
    grant(ada, ada.jwt()).then().statusCode(204);

    // When
    People.service("training").delete(GRANTS + job).then().statusCode(204);

    // Then
    token().then().statusCode(404);
    People.service("training").delete(GRANTS + job).then().statusCode(204);
    People.service("training").post(GRANTS + "not-an-id/token").then().statusCode(404);
  }

  @Test
  void deactivatedUserHasNoJobTokens() {
    // Given
    grant(ada, ada.jwt()).then().statusCode(204);

    // When
    People.administrator()
        .asks()
        .post("/api/v1/users/" + ada.name() + "/deactivate")
        .then()
        .statusCode(200);

    // Then
    token().then().statusCode(404);
  }

  @Test
  void grantNeedsTrainingServiceAndAUserWhoMayWrite() {
    // Given
    String readOnly = People.exchange("token", ada.token("read")).path("jwt");

    // Then
    grant(ada, readOnly).then().statusCode(403);
    People.service("training")
        .body(Map.of("namespace", ada.name()))
        .put(GRANTS + job)
        .then()
        .statusCode(401);
    People.service("gateway")
        .auth()
        .oauth2(ada.jwt())
        .body(Map.of("namespace", ada.name()))
        .put(GRANTS + job)
        .then()
        .statusCode(401);
    People.service("gateway").post(GRANTS + job + "/token").then().statusCode(401);
    People.service("gateway").delete(GRANTS + job).then().statusCode(401);
  }

  private Response grant(Person person, String jwt) {
    return People.service("training")
        .auth()
        .oauth2(jwt)
        .body(Map.of("namespace", person.name()))
        .put(GRANTS + job);
  }

  private Response token() {
    return People.service("training").post(GRANTS + job + "/token");
  }
}
