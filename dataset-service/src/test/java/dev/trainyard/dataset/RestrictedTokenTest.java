package dev.trainyard.dataset;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import dev.trainyard.testing.PlatformTestResource;
import dev.trainyard.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A token that is limited to one dataset reaches that one, and besides it what is public. */
@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
class RestrictedTokenTest {

  private static final String DATASETS = "/api/v1/datasets";

  private final String user = "u" + UUID.randomUUID().toString().substring(0, 12);
  private final String mine = user + "/mine";
  private final String other = user + "/other";
  private final String internal = user + "/internal";
  private final String open = user + "/open";

  @BeforeEach
  void userHasFourDatasets() {
    make("mine", "private");
    make("other", "private");
    make("internal", "internal");
    make("open", "public");
  }

  @Test
  void ownDatasetIsReadAndChanged() {
    limited("datasets/" + mine).get(path(mine)).then().statusCode(200);
    limited("datasets/" + mine)
        .body(Map.of("description", "changed"))
        .patch(path(mine))
        .then()
        .statusCode(200)
        .body("permissions.write", equalTo(true));
    limited("datasets/" + mine).delete(path(mine)).then().statusCode(204);
  }

  @Test
  void otherDatasetsDoNotExistUnlessTheyArePublic() {
    for (String hidden : new String[] {other, internal}) {
      limited("datasets/" + mine).get(path(hidden)).then().statusCode(404);
      limited("datasets/" + mine).get(path(hidden) + "/tree/main").then().statusCode(404);
      limited("datasets/" + mine).delete(path(hidden)).then().statusCode(404);
    }
    limited("datasets/" + mine)
        .get(path(open))
        .then()
        .statusCode(200)
        .body("permissions.write", equalTo(false));
    limited("datasets/" + mine).delete(path(open)).then().statusCode(403);
  }

  @Test
  void listHoldsTheOneDatasetAndPublicOnes() {
    limited("datasets/" + mine)
        .queryParam("namespace", user)
        .get(DATASETS)
        .then()
        .statusCode(200)
        .body("items.name", contains("open", "mine"));
    limited("datasets/" + mine)
        .queryParam("search", user + "/")
        .get(DATASETS)
        .then()
        .body("items.name", hasItems("mine", "open"))
        .body("items.name", not(hasItem("other")));
  }

  @Test
  void nothingElseIsCreated() {
    limited("datasets/" + mine)
        .body(Map.of("name", "another"))
        .post(DATASETS)
        .then()
        .statusCode(403);
  }

  @Test
  void wholeNamespaceIsReached() {
    limited(user).get(path(other)).then().statusCode(200);
    limited(user).body(Map.of("name", "another")).post(DATASETS).then().statusCode(201);
    limited(user)
        .queryParam("namespace", user)
        .get(DATASETS)
        .then()
        .body("items.name", hasItems("mine", "other", "internal", "open", "another"));
  }

  @Test
  void limitToAModelReachesNoDatasetOfThatName() {
    limited("models/" + mine).get(path(mine)).then().statusCode(404);
  }

  @Test
  void administratorsTokenIsLimitedToo() {
    RequestSpecification limited =
        Tokens.as(Tokens.user("root").admin().credential("token").only("datasets/" + mine));
    limited.get(path(other)).then().statusCode(404);
    Tokens.as(Tokens.user("root").admin().credential("token").only("datasets/" + mine))
        .get(path(mine))
        .then()
        .statusCode(200);
  }

  private RequestSpecification limited(String place) {
    return Tokens.as(Tokens.user(user).credential("token").only(place));
  }

  private void make(String name, String visibility) {
    Tokens.as(Tokens.user(user))
        .body(Map.of("name", name, "visibility", visibility))
        .post(DATASETS)
        .then()
        .statusCode(201);
  }

  private static String path(String repository) {
    return DATASETS + "/" + repository;
  }
}
