package dev.trainyard.auth.deletion;

import dev.trainyard.auth.People;
import dev.trainyard.auth.People.Person;
import io.restassured.response.Response;
import java.util.Map;

/** What people do in tests who leave, and who come back. */
final class Leaver {

  private Leaver() {}

  static Response ask(Person person) {
    return ask(person, person.name());
  }

  static Response ask(Person person, String name) {
    return person.asks().body(Map.of("name", name)).post("/api/v1/users/me/deletion");
  }

  /** Uses the link of the mail. */
  static Response restore(String token) {
    return People.anonymous().body(Map.of("token", token)).post("/api/v1/auth/account/restore");
  }

  /** Ends a sign-in that waits for the word that the account shall stay. */
  static Response signInAgain(String challenge) {
    return People.anonymous()
        .body(Map.of("challenge", challenge))
        .post("/api/v1/auth/login/restore");
  }

  static Response signIn(Person person) {
    return People.signIn(person.name(), People.PASSWORD);
  }

  /** As an administrator. */
  static Response decide(Person person, String what) {
    return People.administrator().asks().post("/api/v1/users/" + person.name() + "/" + what);
  }

  static String organisationOf(Person... owners) {
    String organisation = People.freshName("org");
    owners[0].asks().body(Map.of("name", organisation)).post("/api/v1/orgs").then().statusCode(201);
    for (int i = 1; i < owners.length; i++) {
      owners[0]
          .asks()
          .body(Map.of("role", "owner"))
          .put("/api/v1/orgs/" + organisation + "/members/" + owners[i].name())
          .then()
          .statusCode(200);
    }
    return organisation;
  }

  static String email(Person person) {
    return person.name() + "@example.org";
  }
}
