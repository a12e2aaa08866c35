package dev.trainyard.auth.team;

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
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(AuthTestResource.class)
class TeamTest {

  private Person owner;
  private Person maintainer;
  private Person reader;
  private String org;
  private String teams;

  @BeforeEach
  void anOrganisation() {
    owner = People.person("owner");
    org = People.freshName("org");
    owner.asks().body(Map.of("name", org)).post("/api/v1/orgs").then().statusCode(201);
    maintainer = People.invited("mia", Map.of("organisation", org, "role", "maintainer"));
    reader = People.invited("rita", Map.of("organisation", org, "role", "reader"));
    teams = "/api/v1/orgs/" + org + "/teams";
  }

  @Test
  void teamGivesItsMembersItsRoleAsLongAsTheyAreIn() {
    // Given
    create(owner, "vision", "writer").then().statusCode(201).header("Location", endsWith("vision"));
    assertThat(rights(reader)).contains(org + ":reader");

    // When
    add(owner, "vision", reader).then().statusCode(204);

    // Then
    assertThat(rights(reader)).contains(org + ":writer").doesNotContain(org + ":reader");
    reader.asks().get("/api/v1/orgs/" + org).then().body("role", equalTo("writer"));

    // When
    reader.asks().delete(member("vision", reader)).then().statusCode(204);

    // Then
    assertThat(rights(reader)).contains(org + ":reader");
  }

  @Test
  void strongestRoleCounts() {
    // Given
    create(owner, "readers", "reader").then().statusCode(201);
    create(owner, "makers", "maintainer").then().statusCode(201);

    // When
    add(owner, "readers", maintainer).then().statusCode(204);
    add(owner, "readers", reader).then().statusCode(204);
    add(owner, "makers", reader).then().statusCode(204);

    // Then
    assertThat(rights(maintainer)).contains(org + ":maintainer");
    assertThat(rights(reader)).contains(org + ":maintainer");
    reader
        .asks()
        .get("/api/v1/orgs/" + org + "/members")
        .then()
        .body("items.find { it.name == '" + reader.name() + "' }.role", equalTo("reader"))
        .body(
            "items.find { it.name == '" + reader.name() + "' }.effectiveRole",
            equalTo("maintainer"));
  }

  @Test
  void dissolvedTeamGivesNothing() {
    // Given
    create(owner, "vision", "writer").then().statusCode(201);
    add(owner, "vision", reader).then().statusCode(204);

    // When
    owner.asks().delete(teams + "/vision").then().statusCode(204);

    // Then
    assertThat(rights(reader)).contains(org + ":reader");
    owner.asks().get(teams + "/vision").then().statusCode(404);
  }

  @Test
  void whoeverLeavesTheOrganisationLeavesItsTeams() {
    // Given
    create(owner, "vision", "writer").then().statusCode(201);
    add(owner, "vision", reader).then().statusCode(204);

    // When
    owner.asks().delete("/api/v1/orgs/" + org + "/members/" + reader.name()).then().statusCode(204);

    // Then
    owner.asks().get(teams + "/vision").then().body("members", equalTo(0));
    assertThat(rights(reader)).doesNotContain(org);
  }

  @Test
  void maintainerMakesTeamsOfWritersAndNoMaintainers() {
    create(reader, "sound", "reader").then().statusCode(403);
    create(maintainer, "vision", "writer").then().statusCode(201);
    add(maintainer, "vision", reader).then().statusCode(204);
    create(maintainer, "makers", "maintainer").then().statusCode(403);
    owner
        .asks()
        .body(Map.of("role", "maintainer"))
        .patch(teams + "/vision")
        .then()
        .statusCode(200)
        .body("role", equalTo("maintainer"));
    maintainer
        .asks()
        .body(Map.of("role", "reader"))
        .patch(teams + "/vision")
        .then()
        .statusCode(403);
    maintainer.asks().delete(member("vision", reader)).then().statusCode(403);
  }

  @Test
  void refusalSaysWhoCanGrantTheRole() {
    create(maintainer, "makers", "maintainer")
        .then()
        .statusCode(403)
        .body(
            "detail",
            equalTo(
                "This needs the role owner in " + org + "; an owner of " + org + " can grant it"));
  }

  @Test
  void teamIsNamedOnceAndNotForOwners() {
    create(owner, "vision", "writer").then().statusCode(201);
    create(owner, "vision", "reader").then().statusCode(409);
    create(owner, "kings", "owner").then().statusCode(400).body("errors.field", hasItem("role"));
    create(owner, "a/b", "reader").then().statusCode(400).body("errors.field", hasItem("name"));
  }

  @Test
  void onlyMembersOfTheOrganisationCanBeIn() {
    Person stranger = People.person("eve");
    create(owner, "vision", "writer").then().statusCode(201);
    add(owner, "vision", stranger).then().statusCode(404);
    stranger.asks().get(teams).then().statusCode(404);
    stranger.asks().get(teams + "/vision/members").then().statusCode(404);
  }

  @Test
  void teamsAndMembersArePagedByName() {
    // Given
    create(owner, "b-team", "reader").then().statusCode(201);
    create(owner, "a-team", "writer").then().statusCode(201);
    add(owner, "a-team", reader).then().statusCode(204);
    add(owner, "a-team", reader).then().statusCode(204);
    add(owner, "a-team", maintainer).then().statusCode(204);

    // When
    Response first = reader.asks().queryParam("limit", 1).get(teams);

    // Then
    first.then().body("items.name", contains("a-team")).body("items.members", contains(2));
    reader
        .asks()
        .queryParam("cursor", first.<String>path("nextCursor"))
        .get(teams)
        .then()
        .body("items.name", contains("b-team"));
    reader
        .asks()
        .get(teams + "/a-team/members")
        .then()
        .body("items.name", contains(maintainer.name(), reader.name()));
    People.administrator()
        .asks()
        .queryParam("target", org + "/a-team")
        .get("/api/v1/audit")
        .then()
        .body("items.action", contains("team-member.add", "team-member.add", "team.create"))
        .body("items", hasSize(3));
  }

  private Response create(Person by, String name, String role) {
    return by.asks().body(Map.of("name", name, "role", role)).post(teams);
  }

  private Response add(Person by, String team, Person member) {
    return by.asks().put(member(team, member));
  }

  private String member(String team, Person member) {
    return teams + "/" + team + "/members/" + member.name();
  }

  /** The claims of a fresh access token. */
  private static String rights(Person person) {
    String payload = person.jwt().replaceFirst("^[^.]*\\.", "").replaceFirst("\\..*", "");
    return new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8);
  }
}
