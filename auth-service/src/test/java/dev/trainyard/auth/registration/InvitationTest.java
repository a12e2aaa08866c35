package dev.trainyard.auth.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.trainyard.auth.AuthTestResource;
import dev.trainyard.auth.People;
import dev.trainyard.auth.People.Person;
import dev.trainyard.auth.ShiftedClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(AuthTestResource.class)
class InvitationTest {

  private static final String INVITATIONS = "/api/v1/auth/invitations";

  @Test
  void registrationIsClosedByDefault() {
    People.anonymous().get("/api/v1/auth/registration").then().body("mode", equalTo("closed"));
    People.anonymous()
        .body(People.form(People.freshName("eve"), Map.of()))
        .post("/api/v1/auth/register")
        .then()
        .statusCode(403);
  }

  @Test
  void invitationWorksOnceAndIsListedUntilThen() {
    // Given
    Response invitation = invite(People.administrator(), Map.of());
    String id = invitation.path("id");
    People.administrator()
        .asks()
        .get(INVITATIONS)
        .then()
        .body("items.id", hasItem(id))
        .body("items[0].token", nullValue());

    // When
    register(invitation, People.freshName("ada"), Map.of()).then().statusCode(201);

    // Then
    register(invitation, People.freshName("eve"), Map.of()).then().statusCode(403);
    People.administrator().asks().get(INVITATIONS).then().body("items.id", not(hasItem(id)));
  }

  @Test
  void invitationLeadsIntoAnOrganisation() {
    // Given
    Person owner = People.person("owner");
    String org = organisation(owner);

    // When
    Response invitation = invite(owner, Map.of("organisation", org, "role", "writer"));

    // Then
    invitation.then().statusCode(201).body("organisation", equalTo(org));
    String name = People.freshName("ada");
    register(invitation, name, Map.of())
        .then()
        .statusCode(201)
        .body("namespaces.name", contains(name, org))
        .body("namespaces.role", contains("owner", "writer"));
  }

  @Test
  void nobodyIsInvitedIntoAnOrganisationThatWaitsForItsDeletion() {
    // Given
    Person owner = People.person("owner");
    String org = organisation(owner);
    Response invitation = invite(owner, Map.of("organisation", org, "role", "owner"));
    String deletion = "/api/v1/orgs/" + org + "/deletion";
    owner.asks().body(Map.of("name", org)).post(deletion).then().statusCode(202);
    String name = People.freshName("ada");

    // When
    Response refused = register(invitation, name, Map.of());

    // Then
    refused.then().statusCode(403);
    owner.asks().delete(deletion).then().statusCode(204);
    register(invitation, name, Map.of()).then().statusCode(201);
  }

  @Test
  void onlyAdministratorsInviteToThePlatformOrToItsRoles() {
    // Given
    Person owner = People.person("owner");
    String org = organisation(owner);

    // Then
    invite(owner, Map.of()).then().statusCode(403);
    invite(owner, Map.of("organisation", org, "platformRole", "admin")).then().statusCode(403);
    invite(People.person("eve"), Map.of("organisation", org)).then().statusCode(404);
    invite(People.administrator(), Map.of("platformRole", "root")).then().statusCode(400);
    invite(People.administrator(), Map.of("role", "owner")).then().statusCode(400);
    invite(People.administrator(), Map.of("expiresInDays", 91)).then().statusCode(400);
  }

  @Test
  void invitedAuditorReadsTheAuditLogAndNoUsers() {
    // Given
    Person auditor = People.invited("auditor", Map.of("platformRole", "auditor"));

    // Then
    auditor.asks().get("/api/v1/audit").then().statusCode(200);
    auditor.asks().get("/api/v1/users").then().statusCode(403);
  }

  @Test
  void invitationForOneAddressIsForNoOther() {
    // Given
    String name = People.freshName("ada");
    Response invitation = invite(People.administrator(), Map.of("email", name + "@Example.org"));

    // Then
    register(invitation, People.freshName("eve"), Map.of())
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("email"));
    register(invitation, name, Map.of()).then().statusCode(201);
  }

  @Test
  void invitationExpiresAndCanBeWithdrawn() {
    // Given
    Response expired = invite(People.administrator(), Map.of("expiresInDays", 1));
    Response withdrawn = invite(People.administrator(), Map.of());
    String path = INVITATIONS + "/" + withdrawn.path("id");

    // When
    People.person("eve").asks().delete(path).then().statusCode(404);
    People.administrator().asks().delete(path).then().statusCode(204);

    // Then
    register(withdrawn, People.freshName("late"), Map.of()).then().statusCode(403);
    People.administrator().asks().delete(path).then().statusCode(404);
    try (var _ = ShiftedClock.forward(Duration.ofDays(1).plusSeconds(1))) {
      register(expired, People.freshName("late"), Map.of()).then().statusCode(403);
    }
  }

  @Test
  void invitationsOfADeactivatedUserAreWithdrawn() {
    // Given
    Person administrator = People.invited("second", Map.of("platformRole", "admin"));
    Response invitation = invite(administrator, Map.of());

    // When
    People.administrator()
        .asks()
        .post("/api/v1/users/" + administrator.name() + "/deactivate")
        .then()
        .statusCode(200);

    // Then
    register(invitation, People.freshName("late"), Map.of()).then().statusCode(403);
  }

  @Test
  void ownersSeeTheInvitationsIntoTheirOrganisationsOnly() {
    // Given
    Person owner = People.person("owner");
    String org = organisation(owner);
    invite(People.administrator(), Map.of("organisation", org)).then().statusCode(201);
    invite(People.administrator(), Map.of()).then().statusCode(201);

    // Then
    owner.asks().get(INVITATIONS).then().statusCode(200).body("items", hasSize(1));
    People.person("eve").asks().get(INVITATIONS).then().body("items", hasSize(0));
  }

  @Test
  void ofConcurrentRegistrationsOfOneNameOneSucceeds() throws Exception {
    // Given
    String name = People.freshName("race");
    List<Callable<Integer>> attempts =
        IntStream.range(0, 4)
            .<Callable<Integer>>mapToObj(
                i -> {
                  Response invitation = invite(People.administrator(), Map.of());
                  Map<String, ?> other = Map.of("email", name + i + "@example.org");
                  return () -> register(invitation, name, other).statusCode();
                })
            .toList();

    // Then
    assertThat(race(attempts)).containsOnlyOnce(201).containsOnly(201, 409);
  }

  @Test
  void ofConcurrentRegistrationsWithOneInvitationOneSucceeds() throws Exception {
    // Given
    Response invitation = invite(People.administrator(), Map.of());
    Callable<Integer> attempt =
        () -> register(invitation, People.freshName("race"), Map.of()).statusCode();

    // Then
    assertThat(race(List.of(attempt, attempt, attempt, attempt)))
        .containsOnlyOnce(201)
        .containsOnly(201, 403);
  }

  @ParameterizedTest
  @CsvSource({
    "name, admin",
    "name, Ada",
    "name, ../etc",
    "email, nobody",
    "email, a@b@c",
    "displayName, 'a\u0007b'",
    "password, short",
    "password, password1234",
    "password, 123456789012",
    "password, aaaaaaaaaaaa",
    "password, trainyard-is-nice"
  })
  void everyFieldIsChecked(String field, String value) {
    // Given
    Response invitation = invite(People.administrator(), Map.of());

    // Then
    register(invitation, People.freshName("ada"), Map.of(field, value))
        .then()
        .statusCode(400)
        .body("errors.field", hasItem(field));
  }

  @Test
  void passwordMustNotHoldTheName() {
    // Given
    Response invitation = invite(People.administrator(), Map.of());
    String name = People.freshName("ada");

    // Then
    register(invitation, name, Map.of("password", "xx-" + name + "-yy"))
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("password"));
  }

  private static List<Integer> race(List<Callable<Integer>> attempts) throws Exception {
    try (var threads = Executors.newFixedThreadPool(attempts.size())) {
      return threads.invokeAll(attempts).stream().map(Future::resultNow).toList();
    }
  }

  private static Response invite(Person by, Map<String, ?> terms) {
    return by.asks().body(terms).post(INVITATIONS);
  }

  private static Response register(Response invitation, String name, Map<String, ?> change) {
    Map<String, Object> form =
        new HashMap<>(People.form(name, Map.of("inviteToken", invitation.path("token"))));
    form.putAll(change);
    return People.anonymous().body(form).post("/api/v1/auth/register");
  }

  private static String organisation(Person owner) {
    String org = People.freshName("org");
    owner.asks().body(Map.of("name", org)).post("/api/v1/orgs").then().statusCode(201);
    return org;
  }
}
