package dev.trainyard.auth.robot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.trainyard.auth.AuthTestResource;
import dev.trainyard.auth.People;
import dev.trainyard.auth.People.Person;
import dev.trainyard.auth.ShiftedClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(AuthTestResource.class)
class RobotTest {

  private final String org = People.freshName("org");
  private final String robots = "/api/v1/orgs/" + org + "/robots";
  private Person owner;

  @BeforeEach
  void organisationIsFounded() {
    owner = People.person("owner");
    owner.asks().body(Map.of("name", org)).post("/api/v1/orgs").then().statusCode(201);
  }

  @Test
  void robotActsForItsOrganisationAlone() throws Exception {
    // Given
    Response created = make(owner, "ci", Map.of("scopes", List.of("dataset:write", "job:read")));
    created.then().statusCode(201).header("Cache-Control", "no-store");

    // When
    Response exchanged = People.exchange("token", secret(created));

    // Then
    exchanged.then().statusCode(200).body("name", equalTo(org + "+ci"));
    JwtClaims claims = claims(exchanged.path("jwt"));
    assertThat(claims.getSubject()).isEqualTo(created.path("id"));
    assertThat(claims.getStringClaimValue("upn")).isEqualTo(org + "+ci");
    assertThat(claims.getStringClaimValue("cred")).isEqualTo("robot");
    assertThat(claims.getStringListClaimValue("ns")).containsExactly(org + ":writer");
    assertThat(claims.getStringListClaimValue("groups")).containsExactly("robot");
    assertThat(claims.getStringClaimValue("scope")).isEqualTo("dataset:write job:read");
    as(created)
        .get("/api/whoami-v2")
        .then()
        .statusCode(200)
        .body("name", equalTo(org + "+ci"))
        .body("orgs.name", contains(org))
        .body("orgs[0].roleInOrg", equalTo("write"))
        .body("auth.accessToken.role", equalTo("fineGrained"))
        .body("auth.accessToken.displayName", equalTo("ci"));
  }

  @Test
  void robotDealsWithObjectsAndNotWithPeople() {
    // Given
    Response created = make(owner, "ci", Map.of("role", "maintainer", "scopes", List.of("write")));

    // Then
    for (String path :
        List.of("/api/v1/tokens", "/api/v1/orgs", robots, "/api/v1/users", "/api/v1/audit")) {
      as(created).get(path).then().statusCode(403);
    }
    as(created)
        .body(Map.of("name", "x", "scope", "write"))
        .post("/api/v1/tokens")
        .then()
        .statusCode(403);
    as(created).body(request("second", Map.of())).post(robots).then().statusCode(403);
    as(created).post(robots + "/ci/rotate").then().statusCode(403);
  }

  @Test
  void secretIsReplacedWithoutAGap() {
    // Given
    Response created = make(owner, "ci", Map.of());

    // When
    Response rotated = owner.asks().post(robots + "/ci/rotate");

    // Then
    rotated.then().statusCode(200).body("secrets", hasSize(2));
    String first = secret(created);
    String second = rotated.path("secrets[0].token");
    People.exchange("token", first).then().statusCode(200);
    People.exchange("token", second).then().statusCode(200);
    owner.asks().get(robots + "/ci").then().body("secrets.token", everyItem(nullValue()));
    try (var _ = ShiftedClock.forward(Duration.ofHours(24).plusSeconds(1))) {
      People.exchange("token", first).then().statusCode(401);
      People.exchange("token", second).then().statusCode(200);
    }
  }

  @Test
  void thirdSecretEndsTheFirst() {
    // Given
    Response created = make(owner, "ci", Map.of());
    owner.asks().post(robots + "/ci/rotate").then().statusCode(200);

    // When
    owner.asks().post(robots + "/ci/rotate").then().statusCode(200).body("secrets", hasSize(2));

    // Then
    People.exchange("token", secret(created)).then().statusCode(401);
  }

  @Test
  void oldSecretIsEndedAsSoonAsItIsReplaced() {
    // Given
    Response created = make(owner, "ci", Map.of());
    Response rotated = owner.asks().post(robots + "/ci/rotate");

    // When
    String old = created.path("secrets[0].id");
    owner.asks().delete(robots + "/ci/secrets/" + old).then().statusCode(204);

    // Then
    People.exchange("token", secret(created)).then().statusCode(401);
    People.exchange("token", rotated.path("secrets[0].token")).then().statusCode(200);
    owner.asks().delete(robots + "/ci/secrets/" + old).then().statusCode(404);
    owner.asks().delete(robots + "/ci/secrets/not-an-id").then().statusCode(404);
  }

  @Test
  void disabledDeletedAndExpiredRobotsAreWorthNothing() {
    // Given
    Response created = make(owner, "ci", Map.of());

    // Then
    owner
        .asks()
        .post(robots + "/ci/disable")
        .then()
        .statusCode(200)
        .body("disabled", equalTo(true));
    People.exchange("token", secret(created)).then().statusCode(401);
    owner.asks().post(robots + "/ci/enable").then().statusCode(200);
    People.exchange("token", secret(created)).then().statusCode(200);
    try (var _ = ShiftedClock.forward(Duration.ofDays(30).plusSeconds(1))) {
      People.exchange("token", secret(created)).then().statusCode(401);
    }
    owner.asks().delete(robots + "/ci").then().statusCode(204);
    People.exchange("token", secret(created)).then().statusCode(401);
    owner.asks().get(robots + "/ci").then().statusCode(404);
  }

  @Test
  void makingAndRotatingNeedAFreshProof() {
    // Given
    make(owner, "ci", Map.of()).then().statusCode(201);

    // Then
    try (var _ = ShiftedClock.forward(Duration.ofMinutes(6))) {
      make(owner, "second", Map.of())
          .then()
          .statusCode(403)
          .body("type", equalTo("urn:trainyard:problem:step-up-required"));
      owner.asks().post(robots + "/ci/rotate").then().statusCode(403);
    }
  }

  @Test
  void robotOutlivesItsMaker() {
    // Given
    Person maintainer = member("maintainer");
    Response created = make(maintainer, "ci", Map.of());
    created.then().statusCode(201).body("createdBy", equalTo(maintainer.name()));

    // When
    People.administrator()
        .asks()
        .post("/api/v1/users/" + maintainer.name() + "/deactivate")
        .then()
        .statusCode(200);

    // Then
    People.exchange("token", secret(created)).then().statusCode(200);
  }

  @Test
  void jobOfARobotActsAsTheRobotUntilItIsGone() {
    // Given
    Response created = make(owner, "ci", Map.of("scopes", List.of("write")));
    String grant = "/internal/job-grants/" + UUID.randomUUID();
    String jwt = People.exchange("token", secret(created)).path("jwt");

    // When
    People.service("training")
        .auth()
        .oauth2(jwt)
        .body(Map.of("namespace", org, "dataset", org + "/data", "model", org + "/model"))
        .put(grant)
        .then()
        .statusCode(204);

    // Then
    Response token = People.service("training").post(grant + "/token");
    token.then().statusCode(200);
    People.anonymous()
        .auth()
        .oauth2(token.path("jwt"))
        .get("/api/whoami-v2")
        .then()
        .body("name", equalTo(org + "+ci"));
    owner.asks().post(robots + "/ci/disable").then().statusCode(200);
    People.service("training").post(grant + "/token").then().statusCode(404);
    owner.asks().post(robots + "/ci/enable").then().statusCode(200);
    People.service("training").post(grant + "/token").then().statusCode(200);
    owner.asks().delete(robots + "/ci").then().statusCode(204);
    People.service("training").post(grant + "/token").then().statusCode(404);
  }

  @Test
  void leakedSecretEndsAlone() {
    // Given
    Response created = make(owner, "ci", Map.of());
    Response rotated = owner.asks().post(robots + "/ci/rotate");

    // When
    People.anonymous()
        .body(Map.of("token", secret(created)))
        .post("/api/v1/tokens/revocations")
        .then()
        .statusCode(204);

    // Then
    People.exchange("token", secret(created)).then().statusCode(401);
    People.exchange("token", rotated.path("secrets[0].token")).then().statusCode(200);
  }

  @Test
  void onlyOwnersAndMaintainersLookAfterRobots() {
    make(member("writer"), "ci", Map.of()).then().statusCode(403);
    member("reader").asks().get(robots).then().statusCode(403);
    People.person("eve").asks().get(robots).then().statusCode(404);
    make(member("maintainer"), "ci", Map.of("role", "maintainer")).then().statusCode(201);
  }

  @Test
  void requestIsChecked() {
    refused(Map.of("name", "a+b"), "name");
    refused(Map.of("name", ""), "name");
    refused(Map.of("description", "a\u0007b"), "description");
    refused(Map.of("role", "owner"), "role");
    refused(Map.of("scopes", List.of()), "scopes");
    refused(Map.of("scopes", List.of("read", "everything")), "scopes[1]");
    refused(Map.of("scopes", List.of("admin")), "scopes[0]");
    refused(Map.of("only", List.of("elsewhere")), "only[0]");
    refused(Map.of("only", List.of("jobs/" + org + "/x")), "only[0]");
    refused(Map.of("networks", List.of("10.0.0.1/8")), "networks[0]");
    refused(Map.of("expiresInDays", 366), "expiresInDays");
    Map<String, Object> endless = request("ci", Map.of());
    endless.remove("expiresInDays");
    owner.asks().body(endless).post(robots).then().statusCode(400);
    make(owner, "ci", Map.of()).then().statusCode(201);
    make(owner, "ci", Map.of()).then().statusCode(409);
  }

  @Test
  void robotsAreListedByNameAndRecorded() {
    // Given
    make(owner, "b", Map.of("networks", List.of("10.0.0.0/8"), "only", List.of(org)));
    make(owner, "a", Map.of());
    make(owner, "c", Map.of());

    // Then
    Response first = owner.asks().queryParam("limit", 2).get(robots);
    first.then().statusCode(200).body("items.name", contains("a", "b"));
    first.then().body("items[1].networks", contains("10.0.0.0/8"));
    owner
        .asks()
        .queryParam("cursor", first.<String>path("nextCursor"))
        .get(robots)
        .then()
        .body("items.name", contains("c"));
    owner.asks().post(robots + "/a/rotate");
    owner.asks().post(robots + "/a/disable");
    owner.asks().post(robots + "/a/enable");
    owner.asks().delete(robots + "/a/secrets/" + secretId("a"));
    owner.asks().delete(robots + "/a");
    People.administrator()
        .asks()
        .queryParam("target", org + "+a")
        .get("/api/v1/audit")
        .then()
        .body(
            "items.action",
            containsInAnyOrder(
                "robot.create",
                "robot.rotate",
                "robot.disable",
                "robot.enable",
                "robot-secret.end",
                "robot.delete"));
  }

  private String secretId(String name) {
    return owner.asks().get(robots + "/" + name).path("secrets[0].id");
  }

  private Response make(Person by, String name, Map<String, ?> change) {
    return by.asks().body(request(name, change)).post(robots);
  }

  private void refused(Map<String, ?> change, String field) {
    make(owner, "ci", change).then().statusCode(400).body("errors.field", hasItem(field));
  }

  private static Map<String, Object> request(String name, Map<String, ?> change) {
    Map<String, Object> body =
        new HashMap<>(
            Map.of("name", name, "role", "writer", "scopes", List.of("read"), "expiresInDays", 30));
    body.putAll(change);
    return body;
  }

  private Person member(String role) {
    return People.invited(role, Map.of("organisation", org, "role", role));
  }

  private static String secret(Response created) {
    return created.path("secrets[0].token");
  }

  private static RequestSpecification as(Response created) {
    String jwt = People.exchange("token", secret(created)).path("jwt");
    return People.anonymous().auth().oauth2(jwt);
  }

  private static JwtClaims claims(String jwt) throws Exception {
    var signature = new JsonWebSignature();
    signature.setCompactSerialization(jwt);
    return JwtClaims.parse(signature.getUnverifiedPayload());
  }
}
