package dev.trainyard.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * People sign in with the unchanged client of the Hugging Face Hub: with the release that this test
 * was written for, and with the newest one of the day.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HubClientIT {

  private RunningPlatform platform;
  private Platform browser;
  private String name;

  @BeforeAll
  void somebodyIsSignedInToTheConsole() throws IOException, InterruptedException {
    platform = RunningPlatform.shared();
    name = "hub-" + UUID.randomUUID().toString().substring(0, 8);
    Path password = Files.createTempDirectory("trainyard-e2e-person").resolve("password");
    browser =
        new Account(platform.anonymous(), name)
            .signUp(platform.anonymous().withToken(platform.operatorToken()), password);
  }

  @ParameterizedTest
  @ValueSource(strings = {"huggingface_hub==2.0.0", "huggingface_hub"})
  void personSignsInThroughTheBrowser(String release) throws Exception {
    // Given
    HubClient client = HubClient.install(release, browser.origin().toString());

    // When
    HubClient.Login login = client.logIn();
    browser.post(
        "/api/v1/auth/device-logins/approve",
        Map.of("userCode", login.userCode(), "scope", "write"));

    // Then
    assertThat(login.end()).isZero();
    assertThat(client.hf("auth", "whoami")).contains(name);
    assertThat(client.hf("auth", "list")).contains("Hugging Face CLI");
    assertThat(client.python("import huggingface_hub as h; print(h.whoami()['name'])").strip())
        .isEqualTo(name);
    platform
        .anonymous()
        .withToken(client.hf("auth", "token").lines().findFirst().orElseThrow().strip())
        .post(
            "/api/v1/datasets",
            Map.of("namespace", name, "name", "d" + UUID.randomUUID().toString().substring(0, 8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"huggingface_hub==2.0.0", "huggingface_hub"})
  void personSignsInWithAToken(String release) throws Exception {
    // Given
    HubClient client = HubClient.install(release, browser.origin().toString());
    String token =
        browser
            .post(
                "/api/v1/tokens", Map.of("name", "of " + release.replace("=", ""), "scope", "read"))
            .get("token")
            .asText();

    // When
    client.hf("auth", "login", "--token", token);

    // Then
    assertThat(client.hf("auth", "whoami")).contains(name);
    assertThat(
            client
                .python(
                    "import huggingface_hub as h;"
                        + " print(h.whoami()['auth']['accessToken']['role'])")
                .strip())
        .isEqualTo("read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"huggingface_hub==2.0.0"})
  void clientIsToldThatThePersonSaidNo(String release) throws Exception {
    // Given
    HubClient client = HubClient.install(release, browser.origin().toString());
    HubClient.Login login = client.logIn();

    // When
    browser.post("/api/v1/auth/device-logins/deny", Map.of("userCode", login.userCode()));

    // Then
    assertThat(login.end()).isNotZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"huggingface_hub==2.0.0"})
  void robotUsesTheSameClient(String release) throws Exception {
    // Given
    HubClient client = HubClient.install(release, browser.origin().toString());
    String org = "org-" + UUID.randomUUID().toString().substring(0, 8);
    browser.post("/api/v1/orgs", Map.of("name", org));
    String secret =
        browser
            .post(
                "/api/v1/orgs/" + org + "/robots",
                Map.of(
                    "name",
                    "ci",
                    "role",
                    "writer",
                    "scopes",
                    List.of("dataset:write"),
                    "expiresInDays",
                    1))
            .at("/secrets/0/token")
            .asText();

    // When
    client.hf("auth", "login", "--token", secret);

    // Then
    assertThat(client.hf("auth", "whoami")).contains(org + "+ci", org);
    Platform robot = platform.anonymous().withToken(secret);
    robot.post("/api/v1/datasets", Map.of("namespace", org, "name", "made-by-ci"));
    assertThat(
            robot
                .exchange("POST", "/api/v1/models", Map.of("namespace", org, "name", "m"))
                .statusCode())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"huggingface_hub==2.0.0"})
  void tokenOfOneDatasetSignsIn(String release) throws Exception {
    // Given
    HubClient client = HubClient.install(release, browser.origin().toString());
    String dataset = "d" + UUID.randomUUID().toString().substring(0, 8);
    browser.post("/api/v1/datasets", Map.of("namespace", name, "name", dataset));
    browser.post("/api/v1/datasets", Map.of("namespace", name, "name", dataset + "-other"));
    String token =
        browser
            .post(
                "/api/v1/tokens",
                Map.of(
                    "name", "one dataset",
                    "scopes", List.of("dataset:write"),
                    "only", List.of("datasets/" + name + "/" + dataset)))
            .get("token")
            .asText();

    // When
    client.hf("auth", "login", "--token", token);

    // Then
    assertThat(client.hf("auth", "whoami")).contains(name);
    Platform limited = platform.anonymous().withToken(token);
    String path = "/api/v1/datasets/" + name + "/" + dataset;
    assertThat(limited.exchange("GET", path, null).statusCode()).isEqualTo(200);
    assertThat(limited.exchange("GET", path + "-other", null).statusCode()).isEqualTo(404);
  }
}
