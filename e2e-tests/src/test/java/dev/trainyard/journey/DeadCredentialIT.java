package dev.trainyard.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A credential that was good and is not any more opens nothing, at any operation of any service. To
 * a dead token also what is open to anybody is closed, so that the program that holds it notices; a
 * browser with a dead cookie is nobody.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadCredentialIT {

  private static final Path DOCUMENTS = Path.of("..", "api");
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "patch", "head", "options");

  private final List<Operation> operations = new ArrayList<>();
  private RunningPlatform platform;
  private Platform operator;

  /** One operation of a document with something in the place of each parameter. */
  private record Operation(String method, String path, String permission) {

    /** Whoever signs in is nobody yet, whatever an old credential says. */
    boolean isForNobody() {
      return permission.equals("anyone") && !method.equals("GET");
    }

    int expected() {
      return permission.startsWith("internal") ? 404 : 401;
    }
  }

  @BeforeAll
  void readDocuments() throws IOException, InterruptedException {
    platform = RunningPlatform.shared();
    operator = platform.anonymous().withToken(platform.operatorToken());
    try (Stream<Path> files = Files.list(DOCUMENTS)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
        add(new YAMLMapper().readTree(file.toFile()).get("paths"));
      }
    }
    assertThat(operations).hasSizeGreaterThan(100);
  }

  private void add(JsonNode paths) {
    for (Map.Entry<String, JsonNode> path : paths.properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        if (METHODS.contains(operation.getKey())) {
          operations.add(
              new Operation(
                  operation.getKey().toUpperCase(Locale.ROOT),
                  path.getKey().replaceAll("\\{[a-zA-Z]+}", "x"),
                  operation.getValue().path("x-permission").asText()));
        }
      }
    }
  }

  @Test
  void revokedToken() throws Exception {
    // Given
    String token = token(signedUp("dora-revoked"));
    Platform holder = alive(platform.anonymous().withToken(token));

    // When
    revoke(token);

    // Then
    requireRefused(holder);
  }

  @Test
  void tokenOfADeactivatedPerson() throws Exception {
    // Given
    Platform holder = alive(platform.anonymous().withToken(token(signedUp("dora-left"))));

    // When
    operator.post("/api/v1/users/dora-left/deactivate", null);

    // Then
    requireRefused(holder);
  }

  @Test
  void sessionThatSignedOut() throws Exception {
    // Given
    Platform holder = alive(signedUp("dora-out"));

    // When
    assertThat(holder.exchange("POST", "/api/v1/auth/logout", null).statusCode()).isEqualTo(204);

    // Then
    Platform nobody = platform.anonymous();
    requireAnswers(holder, operation -> status(nobody, operation));
  }

  @Test
  void secretOfADeletedRobot() throws Exception {
    // Given
    Platform dora = signedUp("dora-robots");
    dora.post("/api/v1/orgs", Map.of("name", "dora-org"));
    JsonNode robot =
        dora.post(
            "/api/v1/orgs/dora-org/robots",
            Map.of("name", "ci", "role", "writer", "scopes", List.of("write"), "expiresInDays", 1));
    String secret = robot.get("secrets").get(0).get("token").asText();
    Platform holder = platform.anonymous().withToken(secret);
    assertThat(holder.exchange("GET", "/api/v1/datasets", null).statusCode()).isEqualTo(200);

    // When
    dora.call("DELETE", "/api/v1/orgs/dora-org/robots/ci", null);

    // Then
    requireRefused(holder);
  }

  private Platform signedUp(String name) throws IOException {
    Path password = Files.createTempDirectory("trainyard-e2e-person").resolve("password");
    return new Account(platform.anonymous(), name).signUp(operator, password);
  }

  private static String token(Platform session) {
    return session
        .post("/api/v1/tokens", Map.of("name", "dead", "scope", "write", "expiresInDays", 1))
        .get("token")
        .asText();
  }

  private static Platform alive(Platform holder) {
    assertThat(holder.exchange("GET", "/api/v1/users/me", null).statusCode()).isEqualTo(200);
    return holder;
  }

  private void revoke(String token) {
    assertThat(
            platform
                .anonymous()
                .exchange("POST", "/api/v1/tokens/revocations", Map.of("token", token))
                .statusCode())
        .isEqualTo(204);
  }

  private void requireRefused(Platform dead) {
    requireAnswers(dead, Operation::expected);
  }

  /** The gateway may take the 5 s that are promised to notice. */
  private void requireAnswers(Platform dead, ToIntFunction<Operation> expected) {
    Waiting.until(
        "the end of a credential",
        Duration.ofSeconds(20),
        () -> dead.exchange("GET", "/api/v1/jobs", null).statusCode(),
        status -> status == 401);
    Map<String, String> wrong = new TreeMap<>();
    for (Operation operation : operations) {
      if (!operation.isForNobody()) {
        int status = status(dead, operation);
        int right = expected.applyAsInt(operation);
        if (status != right) {
          wrong.put(operation.method() + " " + operation.path(), status + " instead of " + right);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static int status(Platform caller, Operation operation) {
    return caller.exchange(operation.method(), operation.path(), null).statusCode();
  }
}
