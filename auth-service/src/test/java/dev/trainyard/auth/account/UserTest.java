package dev.trainyard.auth.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

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
class UserTest {

  private static final String USERS = "/api/v1/users";

  @Inject AgroalDataSource database;

  private Person ada;

  /** Other tests make administrators too; here there is exactly one. */
  @BeforeEach
  void somebodyIsSignedInAndOneIsAdministrator() throws SQLException {
    ada = People.person("ada");
    try (Connection connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                "UPDATE account SET admin = (name = ?) WHERE NOT operator")) {
      statement.setString(1, People.administrator().name());
      statement.executeUpdate();
    }
  }

  @Test
  void ownAccountIsReadAndChanged() {
    ada.asks()
        .body(Map.of("displayName", "  Ada L.  ", "email", "Ada." + ada.name() + "@Example.ORG"))
        .patch(USERS + "/me")
        .then()
        .statusCode(200)
        .body("displayName", equalTo("Ada L."))
        .body("email", equalTo("ada." + ada.name() + "@example.org"));
    ada.asks()
        .get(USERS + "/me")
        .then()
        .statusCode(200)
        .body("displayName", equalTo("Ada L."))
        .body("roles", contains("user"));
  }

  @Test
  void emailAddressOfAnotherIsAConflict() {
    // Given
    Person bob = People.person("bob");

    // Then
    ada.asks()
        .body(Map.of("email", bob.name() + "@example.org"))
        .patch(USERS + "/me")
        .then()
        .statusCode(409);
  }

  @Test
  void tokenCannotChangeTheEmailAddress() {
    ada.asksWith(ada.token("write"))
        .body(Map.of("email", "other@example.org"))
        .patch(USERS + "/me")
        .then()
        .statusCode(403);
  }

  @Test
  void othersSeeThePublicPartOnly() {
    // Given
    Person bob = People.person("bob");

    // Then
    bob.asks()
        .get(USERS + "/" + ada.name())
        .then()
        .statusCode(200)
        .body("name", equalTo(ada.name()))
        .body("email", nullValue())
        .body("roles", nullValue());
    bob.asks().get(USERS + "/nobody-here").then().statusCode(404);
    People.anonymous().get(USERS + "/" + ada.name()).then().statusCode(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"..%2f..%2fetc", "%00", "a%20b", "ADA", "%2e%2e%2fx"})
  void strangeNamesDoNotExist(String encoded) {
    int status = ada.asks().urlEncodingEnabled(false).get(USERS + "/" + encoded).statusCode();
    assertThat(status).isIn(400, 404);
  }

  @Test
  void administratorsListAndSearch() {
    // Given
    Person administrator = People.administrator();

    // Then
    administrator
        .asks()
        .queryParam("search", ada.name().substring(0, 12))
        .get(USERS)
        .then()
        .statusCode(200)
        .body("items.name", hasItem(ada.name()));
    administrator
        .asks()
        .queryParam("search", "%")
        .get(USERS)
        .then()
        .statusCode(200)
        .body("items", hasSize(0));
    administrator
        .asks()
        .queryParam("limit", 1)
        .get(USERS)
        .then()
        .statusCode(200)
        .body("items", hasSize(1))
        .body("nextCursor", notNullValue());
    administrator.asks().queryParam("search", "x".repeat(300)).get(USERS).then().statusCode(400);
    ada.asks().get(USERS).then().statusCode(403);
  }

  @Test
  void lastAdministratorKeepsTheRole() {
    // Given
    Person administrator = People.administrator();

    // Then
    setRoles(administrator, administrator, "user").then().statusCode(409);
    administrator
        .asks()
        .post(USERS + "/" + administrator.name() + "/deactivate")
        .then()
        .statusCode(409);
  }

  @Test
  void twoAdministratorsWhoDemoteEachOtherLeaveOne() throws Exception {
    // Given
    Person administrator = People.administrator();
    setRoles(administrator, ada, "user", "admin").then().statusCode(200);
    String first = administrator.jwt();
    String second = ada.jwt();

    // When
    List<Integer> statuses;
    try (var threads = Executors.newFixedThreadPool(2)) {
      statuses =
          threads.invokeAll(List.of(demote(first, ada), demote(second, administrator))).stream()
              .map(Future::resultNow)
              .toList();
    }

    // Then
    assertThat(statuses).containsOnlyOnce(200).containsAnyOf(403, 409);
    Person left = statuses.getFirst() == 200 ? administrator : ada;
    setRoles(left, administrator, "user", "admin").then().statusCode(200);
    setRoles(administrator, ada, "user").then().statusCode(200);
  }

  @Test
  void rolesAreAClosedSet() {
    setRoles(People.administrator(), ada, "user", "root").then().statusCode(400);
    setRoles(ada, ada, "user", "admin").then().statusCode(403);
  }

  @Test
  void operatorsAccountCannotBeChanged() {
    // Given
    Person administrator = People.administrator();
    int present = administrator.asks().get(USERS + "/admin").statusCode();

    // When
    int status = administrator.asks().post(USERS + "/admin/deactivate").statusCode();

    // Then
    assertThat(status).isEqualTo(present == 404 ? 404 : 409);
  }

  @Test
  void tokenCannotChangeRoles() {
    // Given
    Person administrator = People.administrator();

    // Then
    administrator
        .asksWith(administrator.token("write"))
        .body(Map.of("roles", List.of("user", "admin")))
        .put(USERS + "/" + ada.name() + "/platform-roles")
        .then()
        .statusCode(403);
  }

  @Test
  void deactivatedUserIsRefusedEvenWithAFreshToken() {
    // Given
    String jwt = ada.jwt();
    Person administrator = People.administrator();
    administrator.asks().post(USERS + "/" + ada.name() + "/deactivate").then().statusCode(200);

    // Then
    People.anonymous().auth().oauth2(jwt).get(USERS + "/me").then().statusCode(401);
    administrator.asks().post(USERS + "/nobody-here/activate").then().statusCode(404);
  }

  private Callable<Integer> demote(String jwt, Person person) {
    return () ->
        People.anonymous()
            .auth()
            .oauth2(jwt)
            .body(Map.of("roles", List.of("user")))
            .put(USERS + "/" + person.name() + "/platform-roles")
            .statusCode();
  }

  private static Response setRoles(Person by, Person person, String... roles) {
    return by.asks()
        .body(Map.of("roles", List.of(roles)))
        .put(USERS + "/" + person.name() + "/platform-roles");
  }
}
