package dev.trainyard.gateway.fake;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.UUID;

/** Credentials of one test, known to the fake auth-service. */
public final class Credentials {

  public static final String COOKIE = "__Host-trainyard_session";
  public static final String ORIGIN = "https://ml.example.org";

  private Credentials() {}

  /** A new access token. */
  public static String token() {
    String token = "hf_" + UUID.randomUUID();
    put(token, new JsonObject().put("kind", "token"));
    return token;
  }

  /** A new session. */
  public static String session() {
    String session = "session-" + UUID.randomUUID();
    put(session, new JsonObject().put("kind", "session"));
    return session;
  }

  public static void put(String credential, JsonObject state) {
    control().body(state.encode()).put("/control/credentials/" + credential).then().statusCode(200);
  }

  public static void revoke(String credential) {
    control().delete("/control/credentials/" + credential).then().statusCode(200);
  }

  /** How often the gateway asked about it. */
  public static int exchanges(String credential) {
    return Integer.parseInt(control().get("/control/credentials/" + credential).asString());
  }

  public static void authDown(boolean down) {
    control().put("/control/down/" + down).then().statusCode(200);
  }

  /** A request with everything that the console sends with unsafe methods. */
  public static RequestSpecification browser(String session) {
    return Platform.given()
        .cookie(COOKIE, session)
        // Else REST Assured sends a form's type even without a body.
        .contentType("application/json")
        .header("Origin", ORIGIN)
        .header("Sec-Fetch-Site", "same-origin")
        .header("X-CSRF-Token", "csrf-of-" + session);
  }

  private static RequestSpecification control() {
    return given().baseUri(Platform.url("auth")).port(portOf(Platform.url("auth")));
  }

  private static int portOf(String url) {
    return URI.create(url).getPort();
  }
}
