package dev.trainyard.auth;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;

/**
 * People of tests, made and signed in only through the API, so that their tokens are the service's
 * own.
 */
public final class People {

  public static final String PASSWORD = "correct horse battery staple";
  private static final String CLIENT = "X-Trainyard-Client";

  /** Well within the time in which a sign-in allows what needs a proof of presence. */
  private static final Duration FRESH = Duration.ofMinutes(2);

  private static Person administrator;
  private static long administratorSince;

  private People() {}

  /** A JSON request of one of the platform's services. */
  public static RequestSpecification service(String client) {
    return given()
        .header(CLIENT, client + ":" + AuthTestResource.clientSecret(client))
        .contentType(ContentType.JSON);
  }

  /** A JSON request without a credential, each from another network, so that no limit is met. */
  public static RequestSpecification anonymous() {
    return given().header("X-Forwarded-For", freshAddress()).contentType(ContentType.JSON);
  }

  /** An address in a network of its own. */
  public static String freshAddress() {
    UUID random = UUID.randomUUID();
    return "2001:db8:%x:%x::1"
        .formatted(
            random.getMostSignificantBits() & 0xffff, random.getLeastSignificantBits() & 0xffff);
  }

  /** A name that no other test uses. */
  public static String freshName(String prefix) {
    return prefix + "-" + UUID.randomUUID().toString().substring(0, 13);
  }

  /** The first administrator, made by the first test that needs one. */
  public static synchronized Person administrator() {
    if (administrator == null) {
      String name = freshName("root");
      Response response =
          anonymous().body(form(name, Map.of("token", setupToken()))).post("/api/v1/auth/setup");
      response.then().statusCode(201);
      administrator = Person.of(name, response);
      administratorSince = System.nanoTime();
    } else if (System.nanoTime() - administratorSince > FRESH.toNanos()) {
      Response response = signIn(administrator.name(), PASSWORD);
      response.then().statusCode(200);
      administrator = Person.of(administrator.name(), response);
      administratorSince = System.nanoTime();
    }
    return administrator;
  }

  /** The secret of a fresh setup link. */
  public static String setupToken() {
    return service("launcher")
        .post("/internal/setup-link")
        .then()
        .statusCode(200)
        .extract()
        .path("token");
  }

  /** A new person without roles. */
  public static Person person(String prefix) {
    return invited(prefix, Map.of());
  }

  /** A new person with what an invitation offers. */
  public static Person invited(String prefix, Map<String, ?> terms) {
    String name = freshName(prefix);
    String invite =
        administrator()
            .asks()
            .body(terms)
            .post("/api/v1/auth/invitations")
            .then()
            .statusCode(201)
            .extract()
            .path("token");
    Response response =
        anonymous().body(form(name, Map.of("inviteToken", invite))).post("/api/v1/auth/register");
    response.then().statusCode(201);
    return Person.of(name, response);
  }

  /** What a person fills in to get an account. */
  public static Map<String, Object> form(String name, Map<String, ?> more) {
    Map<String, Object> form = new HashMap<>();
    form.put("name", name);
    form.put("email", name + "@example.org");
    form.put("password", PASSWORD);
    form.putAll(more);
    return form;
  }

  /** Signs in by password. */
  public static Response signIn(String name, String password) {
    return anonymous().body(Map.of("name", name, "password", password)).post("/api/v1/auth/login");
  }

  /** What the audit log says that somebody did, newest first. */
  public static List<String> auditActions(Person person) {
    return administrator()
        .asks()
        .queryParam("actor", person.name())
        .get("/api/v1/audit")
        .then()
        .statusCode(200)
        .extract()
        .path("items.action");
  }

  /** Exchanges a credential as the gateway does. */
  public static Response exchange(String kind, String credential) {
    return service("gateway")
        .body(Map.of("kind", kind, "credential", credential))
        .post("/internal/exchange");
  }

  /** The value of the session cookie that a response sets. */
  public static String cookie(Response response) {
    return cookie(response, "session");
  }

  /** The value of the cookie of a kind, {@code session} or {@code device}. */
  public static String cookie(Response response, String kind) {
    String header = setCookie(response, kind);
    return header.substring(header.indexOf('=') + 1, header.indexOf(';'));
  }

  /** The header that sets the cookie of a kind. */
  public static String setCookie(Response response, String kind) {
    return response.headers().getValues("Set-Cookie").stream()
        .filter(header -> header.substring(0, header.indexOf('=')).endsWith("_" + kind))
        .findFirst()
        .orElseThrow();
  }

  /** Somebody with a browser session. */
  public record Person(String name, String secret) {

    /** The person whom a response signed in. */
    public static Person of(String name, Response signedIn) {
      return new Person(name, cookie(signedIn));
    }

    /** An access token with the rights of this moment. */
    public String jwt() {
      return Awaitility.await()
          .until(() -> exchange("session", secret), answer -> answer.statusCode() != 503)
          .then()
          .statusCode(200)
          .extract()
          .path("jwt");
    }

    /** A JSON request with the rights of this moment. */
    public RequestSpecification asks() {
      return given().auth().oauth2(jwt()).contentType(ContentType.JSON);
    }

    /** Proves to be there by password, which gives the session a new cookie. */
    public Person provesByPassword() {
      Response response = asks().body(Map.of("password", PASSWORD)).post("/api/v1/auth/step-up");
      response.then().statusCode(200);
      return of(name, response);
    }

    /** Makes a personal token. */
    public String token(String scope) {
      return asks()
          .body(Map.of("name", "of " + name, "scope", scope))
          .post("/api/v1/tokens")
          .then()
          .statusCode(201)
          .extract()
          .path("token");
    }

    /** A JSON request with one of the person's tokens. */
    public RequestSpecification asksWith(String token) {
      String jwt = exchange("token", token).then().statusCode(200).extract().path("jwt");
      return given().auth().oauth2(jwt).contentType(ContentType.JSON);
    }
  }
}
