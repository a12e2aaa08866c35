package dev.trainyard.auth.oauth;

import static io.restassured.RestAssured.given;

import dev.trainyard.auth.People;
import dev.trainyard.auth.People.Person;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Map;

/** A device that signs in as the command line of the Hub does: forms, and no session. */
record Device(String address, String deviceCode, String userCode) {

  static final String CLIENT = "26be6b09-91c5-47da-9861-d2d2bb7a7e36";
  static final String DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code";

  static Device begin() {
    String address = People.freshAddress();
    Response started = post(address, "/oauth/device", Map.of("client_id", CLIENT));
    started.then().statusCode(200);
    return new Device(address, started.path("device_code"), started.path("user_code"));
  }

  /** A device that a person has let in, with its tokens. */
  static Response signedIn(Person person) {
    Device device = begin();
    approve(person, device.userCode(), "write").then().statusCode(204);
    Response tokens = device.poll();
    tokens.then().statusCode(200);
    return tokens;
  }

  Response poll() {
    return post(
        address,
        "/oauth/token",
        Map.of("grant_type", DEVICE_GRANT, "device_code", deviceCode, "client_id", CLIENT));
  }

  static Response refresh(String address, String refreshToken) {
    return post(
        address,
        "/oauth/token",
        Map.of("grant_type", "refresh_token", "refresh_token", refreshToken, "client_id", CLIENT));
  }

  static Response revoke(String token) {
    return post(
        People.freshAddress(), "/oauth/revoke", Map.of("token", token, "client_id", CLIENT));
  }

  static Response post(String address, String path, Map<String, String> form) {
    return given()
        .header("X-Forwarded-For", address)
        .contentType("application/x-www-form-urlencoded")
        .formParams(new HashMap<>(form))
        .post(path);
  }

  static Response lookUp(Person person, String userCode) {
    return decide(person, "lookup", Map.of("userCode", userCode));
  }

  static Response approve(Person person, String userCode, String scope) {
    return decide(person, "approve", Map.of("userCode", userCode, "scope", scope));
  }

  static Response deny(Person person, String userCode) {
    return decide(person, "deny", Map.of("userCode", userCode));
  }

  private static Response decide(Person person, String what, Map<String, String> body) {
    return person
        .asks()
        .header("X-Forwarded-For", People.freshAddress())
        .body(body)
        .post("/api/v1/auth/device-logins/" + what);
  }
}
