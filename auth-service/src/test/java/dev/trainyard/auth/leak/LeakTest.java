package dev.trainyard.auth.leak;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.trainyard.auth.AuthTestResource;
import dev.trainyard.auth.People;
import dev.trainyard.auth.People.Person;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(AuthTestResource.class)
class LeakTest {

  @Inject Letters letters;

  private Person ada;

  @BeforeEach
  void somebodyIsSignedIn() {
    ada = People.person("ada");
  }

  @Test
  void holderEndsAnyTokenAndItsOwnerIsTold() {
    // Given
    Response created =
        ada.asks().body(Map.of("name", "laptop", "scope", "write")).post("/api/v1/tokens");
    String token = created.path("token");

    // When
    report(token).then().statusCode(204);

    // Then
    People.exchange("token", token).then().statusCode(401);
    People.administrator()
        .asks()
        .queryParam("target", created.<String>path("id"))
        .queryParam("action", "token.leak")
        .get("/api/v1/audit")
        .then()
        .body("items[0].actor", equalTo("anonymous"))
        .body("items[0].details.owner", equalTo(ada.name()));
    assertThat(letters.sent())
        .anyMatch(leak -> leak.ownerName().equals(ada.name()) && leak.name().equals("laptop"));
  }

  @Test
  void unknownTokenGetsTheSameAnswer() {
    report("hf_unknown").then().statusCode(204);
    report("hf_" + "0".repeat(42) + "12uwEUJ").then().statusCode(204);
    report("hfr_" + "0".repeat(42) + "10CuwUD").then().statusCode(204);
    report("x".repeat(513)).then().statusCode(400);
  }

  @Test
  void reportsAreLimitedPerAddress() {
    // Given
    String address = People.freshAddress();

    // When
    List<Integer> answers =
        IntStream.range(0, 120).mapToObj(_ -> report("hf_unknown", address).statusCode()).toList();

    // Then
    assertThat(answers).containsOnly(204, 429).contains(429);
    assertThat(answers.subList(0, 100)).containsOnly(204);
  }

  @Test
  void administratorSeesAndEndsTheTokensOfOthers() {
    // Given
    Response created =
        ada.asks().body(Map.of("name", "old", "scope", "read")).post("/api/v1/tokens");
    String id = created.path("id");
    String tokens = "/api/v1/users/" + ada.name() + "/tokens";
    Person root = People.administrator();

    // When
    root.asks()
        .get(tokens)
        .then()
        .statusCode(200)
        .body("items.id", hasItem(id))
        .body("items[0].token", equalTo(null));
    root.asks().delete(tokens + "/" + id).then().statusCode(204);

    // Then
    People.exchange("token", created.path("token")).then().statusCode(401);
    root.asks().get(tokens).then().body("items.id", not(hasItem(id)));
    root.asks().delete(tokens + "/" + id).then().statusCode(404);
    root.asks().get("/api/v1/users/nobody-here/tokens").then().statusCode(404);
    root.asks()
        .queryParam("target", id)
        .get("/api/v1/audit")
        .then()
        .body("items[0].action", equalTo("token.revoke"))
        .body("items[0].actor", equalTo(root.name()));
  }

  private static Response report(String token) {
    return report(token, People.freshAddress());
  }

  private static Response report(String token, String address) {
    return given()
        .header("X-Forwarded-For", address)
        .contentType(ContentType.JSON)
        .body(Map.of("token", token))
        .post("/api/v1/tokens/revocations");
  }

  /** Stands where owners are told. */
  @ApplicationScoped
  static class Letters {

    private final Queue<TokenLeaked> sent = new ConcurrentLinkedQueue<>();

    Queue<TokenLeaked> sent() {
      return sent;
    }

    void onLeak(@Observes(during = TransactionPhase.AFTER_SUCCESS) TokenLeaked leak) {
      sent.add(leak);
    }
  }
}
