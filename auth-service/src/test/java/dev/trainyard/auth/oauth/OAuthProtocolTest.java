package dev.trainyard.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.in;

import dev.trainyard.auth.AuthTestResource;
import dev.trainyard.auth.People;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(AuthTestResource.class)
class OAuthProtocolTest {

  private static final String FORM = "application/x-www-form-urlencoded";

  @Test
  void jsonIsReadAsFormsAre() {
    // Given
    Device device = Device.begin();

    // Then
    People.anonymous()
        .body(
            Map.of(
                "grant_type",
                Device.DEVICE_GRANT,
                "device_code",
                device.deviceCode(),
                "client_id",
                Device.CLIENT))
        .post("/oauth/token")
        .then()
        .statusCode(400)
        .body("error", equalTo("authorization_pending"));
  }

  @ParameterizedTest
  @CsvSource({
    "grant_type, password, unsupported_grant_type",
    "grant_type, , invalid_request",
    "client_id, somebody, invalid_client",
    "client_id, , invalid_request",
    "device_code, , invalid_request",
    "device_code, guessed, invalid_grant"
  })
  void refusalsAreThoseOfTheProtocol(String parameter, String value, String error) {
    // Given
    Map<String, String> form =
        new HashMap<>(
            Map.of(
                "grant_type", Device.DEVICE_GRANT, "device_code", "x", "client_id", Device.CLIENT));
    form.put(parameter, value == null ? "" : value);

    // Then
    Device.post(People.freshAddress(), "/oauth/token", form)
        .then()
        .statusCode(error.equals("invalid_client") ? 401 : 400)
        .header("Cache-Control", "no-store")
        .body("error", equalTo(error));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "%",
        "client_id=a&client_id=b",
        "client_id=%00",
        "client_id=%zz",
        "grant_type=refresh_token&client_id=x"
      })
  void brokenFormIsAnInvalidRequest(String body) {
    for (String path : new String[] {"/oauth/device", "/oauth/token", "/oauth/revoke"}) {
      int status =
          People.anonymous()
              .contentType(FORM)
              .body(body)
              .post(path)
              .then()
              .body("error", in(List.of("invalid_request", "invalid_client")))
              .extract()
              .statusCode();
      assertThat(status).isIn(400, 401);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "1",
        "{\"client_id\":1,\"client_id\":2}",
        "{\"client_id\":{}}",
        "{\"client_id\":null}",
        "{\"client_id\":\"a\\u0000\"}",
        "{} {}"
      })
  void brokenJsonIsAnInvalidRequest(String body) {
    People.anonymous()
        .body(body)
        .post("/oauth/token")
        .then()
        .statusCode(400)
        .body("error", equalTo("invalid_request"));
  }

  @Test
  void unknownScopeIsRefused() {
    Device.post(
            People.freshAddress(),
            "/oauth/device",
            Map.of("client_id", Device.CLIENT, "scope", "everything"))
        .then()
        .statusCode(400)
        .body("error", equalTo("invalid_scope"));
    Device.post(
            People.freshAddress(),
            "/oauth/device",
            Map.of("client_id", Device.CLIENT, "scope", "read"))
        .then()
        .statusCode(200);
  }

  @Test
  void otherContentTypesAreRefused() {
    People.anonymous()
        .contentType("text/plain")
        .body("client_id=" + Device.CLIENT)
        .post("/oauth/device")
        .then()
        .statusCode(415);
  }

  @Test
  void metadataTellsOnlyWhatIsThere() {
    People.anonymous()
        .header("X-Forwarded-Proto", "https")
        .header("X-Forwarded-Host", "ml.example.org")
        .get("/.well-known/oauth-authorization-server")
        .then()
        .statusCode(200)
        .body("issuer", equalTo("https://ml.example.org"))
        .body("device_authorization_endpoint", equalTo("https://ml.example.org/oauth/device"))
        .body("token_endpoint", equalTo("https://ml.example.org/oauth/token"))
        .body("revocation_endpoint", equalTo("https://ml.example.org/oauth/revoke"))
        .body("response_types_supported", empty())
        .body("grant_types_supported", hasItem("refresh_token"))
        .body("token_endpoint_auth_methods_supported", contains("none"));
  }
}
