package dev.trainyard.auth.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.trainyard.auth.AuthTestResource;
import dev.trainyard.auth.People;
import dev.trainyard.auth.People.Person;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(AuthTestResource.class)
class OrganisationTest {

  private static final String ORGS = "/api/v1/orgs";

  private Person owner;
  private Person bob;
  private String org;

  @BeforeEach
  void somebodyOwnsAnOrganisation() {
    owner = People.person("owner");
    bob = People.person("bob");
    org = People.freshName("org");
    owner
        .asks()
        .body(Map.of("name", org, "displayName", "The Org"))
        .post(ORGS)
        .then()
        .statusCode(201);
  }

  @Test
  void founderIsTheOwner() {
    owner
        .asks()
        .get(ORGS + "/" + org)
        .then()
        .statusCode(200)
        .body("displayName", equalTo("The Org"))
        .body("role", equalTo("owner"));
    owner.asks().get(ORGS).then().body("items.name", contains(org));
    owner
        .asks()
        .get("/api/v1/auth/session")
        .then()
        .body("namespaces.name", contains(owner.name(), org))
        .body("namespaces.kind", contains("user", "organisation"));
  }

  @Test
  void createdOrganisationHasALocation() {
    String name = People.freshName("org");
    owner
        .asks()
        .body(Map.of("name", name))
        .post(ORGS)
        .then()
        .statusCode(201)
        .header("Location", endsWith(ORGS + "/" + name))
        .body("displayName", equalTo(name));
  }

  @Test
  void toAStrangerItDoesNotExist() {
    bob.asks().get(ORGS + "/" + org).then().statusCode(404);
    bob.asks().get(ORGS + "/" + org + "/members").then().statusCode(404);
    bob.asks().body(Map.of("displayName", "X")).patch(ORGS + "/" + org).then().statusCode(404);
    put(bob, bob.name(), "owner").then().statusCode(404);
    bob.asks().delete(ORGS + "/" + org + "/members/" + owner.name()).then().statusCode(404);
  }

  @Test
  void nameIsSharedWithUsers() {
    create(bob.name()).then().statusCode(409);
    create(org).then().statusCode(409);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a/b",
        "../x",
        "..",
        "UPPER",
        "admin",
        "settings",
        "datasets",
        "a--b",
        "x.git",
        "-a",
        "a\u0000b",
        "ünicode"
      })
  void nameMustBeUsableInAUrl(String name) {
    create(name).then().statusCode(400).body("errors.field", hasItem("name"));
  }

  @Test
  void nameOf300CharactersIsRefused() {
    create("a".repeat(300)).then().statusCode(400).body("errors.field", hasItem("name"));
    owner.asks().get(ORGS + "/" + "a".repeat(300)).then().statusCode(404);
  }

  @Test
  void ofConcurrentFoundationsWithOneNameOneSucceeds() throws Exception {
    // Given
    String name = People.freshName("race");
    String jwt = owner.jwt();
    Callable<Integer> attempt =
        () ->
            People.anonymous()
                .auth()
                .oauth2(jwt)
                .body(Map.of("name", name))
                .post(ORGS)
                .statusCode();

    // When
    List<Integer> statuses;
    try (var threads = Executors.newFixedThreadPool(4)) {
      statuses =
          threads.invokeAll(List.of(attempt, attempt, attempt, attempt)).stream()
              .map(Future::resultNow)
              .toList();
    }

    // Then
    assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409);
  }

  @Test
  void ownerChangesMembersAndMaintainersAddReadersAndWriters() {
    // Given
    Person carl = People.person("carl");
    put(owner, bob.name(), "maintainer").then().statusCode(200).body("role", equalTo("maintainer"));

    // Then
    put(bob, carl.name(), "writer").then().statusCode(200);
    put(bob, carl.name(), "maintainer").then().statusCode(403);
    put(bob, bob.name(), "owner").then().statusCode(403);
    put(bob, owner.name(), "reader").then().statusCode(403);
    bob.asks().delete(member(owner)).then().statusCode(403);
    bob.asks().delete(member(carl)).then().statusCode(204);
    bob.asks().delete(member(carl)).then().statusCode(404);
    bob.asks().body(Map.of("displayName", "X")).patch(ORGS + "/" + org).then().statusCode(403);
    put(owner, "nobody-here", "reader").then().statusCode(404);
    put(owner, bob.name(), "king").then().statusCode(400);
  }

  @Test
  void readerSeesMembersAndChangesNothing() {
    // Given
    put(owner, bob.name(), "reader").then().statusCode(200);

    // Then
    bob.asks()
        .get(ORGS + "/" + org + "/members")
        .then()
        .statusCode(200)
        .body("items", hasSize(2))
        .body("items.role", hasItem("reader"));
    put(bob, People.person("carl").name(), "reader").then().statusCode(403);
    bob.asks().delete(member(bob)).then().statusCode(204);
    bob.asks().get(ORGS + "/" + org).then().statusCode(404);
  }

  @Test
  void lastOwnerCannotLeaveOrStepDown() {
    owner.asks().delete(member(owner)).then().statusCode(409);
    put(owner, owner.name(), "reader").then().statusCode(409);
    put(owner, owner.name(), "owner").then().statusCode(200);
  }

  @Test
  void twoOwnersWhoLeaveAtOnceDoNotLeaveItOwnerless() throws Exception {
    for (int round = 0; round < 5; round++) {
      // Given
      put(owner, bob.name(), "owner").then().statusCode(200);
      String first = owner.jwt();
      String second = bob.jwt();

      // When
      List<Integer> statuses;
      try (var threads = Executors.newFixedThreadPool(2)) {
        statuses =
            threads.invokeAll(List.of(leave(first, owner), leave(second, bob))).stream()
                .map(Future::resultNow)
                .toList();
      }

      // Then
      assertThat(statuses).containsExactlyInAnyOrder(204, 409);
      People.administrator()
          .asks()
          .get(ORGS + "/" + org + "/members")
          .then()
          .body("items.role", contains("owner"));
      put(People.administrator(), owner.name(), "owner").then().statusCode(200);
      put(People.administrator(), bob.name(), "owner").then().statusCode(200);
    }
  }

  @Test
  void administratorMayEverything() {
    Person administrator = People.administrator();
    administrator.asks().get(ORGS + "/" + org).then().statusCode(200);
    put(administrator, bob.name(), "maintainer").then().statusCode(200);
    administrator
        .asks()
        .body(Map.of("displayName", "Renamed"))
        .patch(ORGS + "/" + org)
        .then()
        .statusCode(200)
        .body("displayName", equalTo("Renamed"));
  }

  @Test
  void displayNameHoldsNoControlCharacters() {
    owner
        .asks()
        .body(Map.of("displayName", "a\u202Eb"))
        .patch(ORGS + "/" + org)
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("displayName"));
  }

  private Callable<Integer> leave(String jwt, Person person) {
    return () -> People.anonymous().auth().oauth2(jwt).delete(member(person)).statusCode();
  }

  private Response create(String name) {
    return owner.asks().body(Map.of("name", name)).post(ORGS);
  }

  private Response put(Person by, String user, String role) {
    return by.asks().body(Map.of("role", role)).put(ORGS + "/" + org + "/members/" + user);
  }

  private String member(Person person) {
    return ORGS + "/" + org + "/members/" + person.name();
  }
}
