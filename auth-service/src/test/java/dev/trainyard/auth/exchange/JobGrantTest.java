package dev.trainyard.auth.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.trainyard.auth.AuthTestResource;
import dev.trainyard.auth.People;
import dev.trainyard.auth.People.Person;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
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
  void jobReachesItsOwnDatasetAndModelAndNothingElse() throws Exception {
    // Given
    grant(ada, ada.jwt()).then().statusCode(204);

    // When
    Response token = token();

    // Then
    token.then().statusCode(200);
    assertThat(Duration.between(Instant.now(), Instant.parse(token.path("expiresAt"))))
        .isLessThan(Duration.ofSeconds(61));
    JwtClaims claims = claims(token.path("jwt"));
    assertThat(claims.getStringClaimValue("scope")).isEqualTo("dataset:read model:write");
    assertThat(claims.getStringListClaimValue("only"))
        .containsExactly("datasets/" + ada.name() + "/data", "models/" + ada.name() + "/model");
    assertThat(claims.getStringClaimValue("job")).isEqualTo(job.toString());
    assertThat(claims.getStringListClaimValue("groups")).containsExactly("user");
  }

  @Test
  void jobMakesNoCredentialsAndChangesNoAccount() {
    // Given
    grant(ada, ada.jwt()).then().statusCode(204);
    String jwt = token().path("jwt");

    // Then
    asJob(jwt).get("/api/whoami-v2").then().statusCode(200).body("name", equalTo(ada.name()));
    asJob(jwt)
        .body(Map.of("name", "x", "scope", "read"))
        .post("/api/v1/tokens")
        .then()
        .statusCode(403);
    for (String path : List.of("/api/v1/tokens", "/api/v1/users/me", "/api/v1/auth/sessions")) {
      asJob(jwt).get(path).then().statusCode(403);
    }
    asJob(jwt).get("/api/v1/orgs").then().statusCode(403);
    asJob(jwt)
        .body(Map.of("name", People.freshName("org")))
        .post("/api/v1/orgs")
        .then()
        .statusCode(403);
    asJob(jwt).body(Map.of("displayName", "X")).patch("/api/v1/users/me").then().statusCode(403);
    asJob(jwt).get("/api/v1/users").then().statusCode(403);
  }

  @Test
  void jobOfALimitedTokenIsLimitedToo() throws Exception {
    // Given
    String token =
        ada.asks()
            .body(
                Map.of(
                    "name", "x",
                    "scope", "write",
                    "only", List.of(ada.name(), "datasets/" + ada.name() + "/data")))
            .post("/api/v1/tokens")
            .path("token");
    String jwt = People.exchange("token", token).path("jwt");

    // When
    put(jwt, Map.of("namespace", ada.name(), "dataset", "acme/far", "model", ada.name() + "/near"))
        .then()
        .statusCode(204);

    // Then
    assertThat(claims(token().path("jwt")).getStringListClaimValue("only"))
        .containsExactly("models/" + ada.name() + "/near");
  }

  @Test
  void grantNamesRepositories() {
    put(ada.jwt(), Map.of("namespace", ada.name(), "dataset", "../x", "model", "a/b"))
        .then()
        .statusCode(400);
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
        .body(Map.of("namespace", ada.name(), "dataset", "a/b", "model", "a/b"))
        .put(GRANTS + job)
        .then()
        .statusCode(401);
    People.service("gateway")
        .auth()
        .oauth2(ada.jwt())
        .body(Map.of("namespace", ada.name(), "dataset", "a/b", "model", "a/b"))
        .put(GRANTS + job)
        .then()
        .statusCode(401);
    People.service("gateway").post(GRANTS + job + "/token").then().statusCode(401);
    People.service("gateway").delete(GRANTS + job).then().statusCode(401);
  }

  private Response grant(Person person, String jwt) {
    return put(
        jwt,
        Map.of(
            "namespace",
            person.name(),
            "dataset",
            person.name() + "/data",
            "model",
            person.name() + "/model"));
  }

  private Response put(String jwt, Map<String, String> body) {
    return People.service("training").auth().oauth2(jwt).body(body).put(GRANTS + job);
  }

  private static RequestSpecification asJob(String jwt) {
    return People.anonymous().auth().oauth2(jwt);
  }

  private static JwtClaims claims(String jwt) throws Exception {
    var signature = new JsonWebSignature();
    signature.setCompactSerialization(jwt);
    return JwtClaims.parse(signature.getUnverifiedPayload());
  }

  private Response token() {
    return People.service("training").post(GRANTS + job + "/token");
  }
}
