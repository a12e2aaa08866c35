package dev.trainyard.model;

import dev.trainyard.model.testing.ModelTestResource;
import dev.trainyard.model.testing.Models;
import dev.trainyard.testing.OpenApiDocument;
import dev.trainyard.testing.PlatformTestResource;
import dev.trainyard.testing.RouteRoles;
import dev.trainyard.testing.RouteRoles.Call;
import dev.trainyard.testing.RouteRoles.Role;
import dev.trainyard.testing.RouteRoles.Row;
import dev.trainyard.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every operation as every role, on a private model, its version and its deployment. */
@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
@QuarkusTestResource(ModelTestResource.class)
class RouteRolesTest {

  private static final Path TABLE = Path.of("src/test/resources/route-roles.csv");

  /** A namespace of its own user, in which the other roles are members. */
  private final Models org = new Models(Tokens.user("org"));

  private String served;

  @BeforeEach
  void serveOne() {
    served = org.deployable("served", "ok");
    org.deploy("served", served, 1, 1).statusCode(201);
    org.awaitState("served", "ready");
  }

  @AfterEach
  void deleteDeployments() {
    List<String> names =
        Tokens.as(org.user())
            .get("/api/v1/deployments?limit=100")
            .then()
            .extract()
            .path("items.name");
    names.forEach(org::delete);
  }

  @TestFactory
  Stream<DynamicTest> everyRouteDecidesByRole() {
    return RouteRoles.tests(
        OpenApiDocument.committed("model-service"),
        TABLE,
        role -> role == Role.ANONYMOUS ? null : user(role).sign(),
        this::prepare);
  }

  private static Tokens.Builder user(Role role) {
    var user = Tokens.user("roles-" + role.name().toLowerCase(Locale.ROOT));
    return switch (role) {
      case READER -> user.in("org", "reader");
      case WRITER -> user.in("org", "writer");
      case OWNER -> user.in("org", "owner");
      case ADMINISTRATOR -> user.admin();
      case ANONYMOUS, STRANGER -> user;
    };
  }

  private Call prepare(Row row, Role role) {
    return row.path().contains("/deployments") || row.path().startsWith("/internal")
        ? deploymentCall(row)
        : modelCall(row, role);
  }

  private Call deploymentCall(Row row) {
    String fresh = "d" + UUID.randomUUID().toString().substring(0, 8);
    Map<String, Object> parameters = new HashMap<>();
    if (row.path().startsWith("/internal")) {
      parameters.putAll(Map.of("ns", "org", "deployment", "served"));
      return new Call(
          parameters, null, null, Map.of("X-Trainyard-Client", ModelTestResource.GATEWAY));
    }
    boolean changes = !row.method().equals("GET") && row.path().contains("{name}");
    if (changes) {
      org.deploy(fresh, served, 1, 1).statusCode(201);
      Tokens.as(org.user()).post(org.deploymentPath(fresh) + "/stop").then().statusCode(200);
    }
    if (row.path().contains("{name}")) {
      parameters.putAll(Map.of("ns", "org", "name", changes ? fresh : "served"));
    }
    return switch (row.method()) {
      case "PATCH" -> Call.json(parameters, Map.of("replicas", 2));
      case "POST" ->
          changes
              ? Call.of(parameters)
              : Call.json(
                  parameters,
                  Map.of("namespace", "org", "name", fresh, "model", served, "version", 1));
      default -> Call.of(parameters);
    };
  }

  private Call modelCall(Row row, Role role) {
    String name = "m" + UUID.randomUUID().toString().substring(0, 8);
    String model = org.repository(name, "private");
    String commit = org.commit(model, Models.multiplier(2, "ok"));
    org.register(model, Models.registration(commit)).statusCode(201);
    Map<String, Object> parameters = new HashMap<>();
    if (row.path().contains("{ns}")) {
      parameters.putAll(Map.of("ns", "org", "name", name));
    }
    Map.of("{rev}", "main", "{path}", "factor.txt", "{number}", "1")
        .forEach(
            (template, value) -> {
              if (row.path().contains(template)) {
                parameters.put(template.substring(1, template.length() - 1), value);
              }
            });
    if (row.path().contains("{branch}")) {
      parameters.put("branch", row.method().equals("PUT") ? "new" : branch(model));
    }
    if (row.path().endsWith("{id}")) {
      parameters.put("id", row.path().contains("/commits/") ? commit : upload(model, role));
    }
    return body(row, parameters, commit);
  }

  private static Call body(Row row, Map<String, Object> parameters, String commit) {
    Map<String, String> tus =
        Map.of("Tus-Resumable", "1.0.0", "Upload-Offset", "0", "Upload-Length", "3");
    return switch (row.method() + " " + row.path()) {
      case "POST /api/v1/models" ->
          Call.json(
              parameters,
              Map.of(
                  "namespace", "org", "name", "n" + UUID.randomUUID().toString().substring(0, 8)));
      case "PATCH /api/v1/models/{ns}/{name}" ->
          Call.json(parameters, Map.of("description", "new"));
      case "PUT /api/v1/models/{ns}/{name}/branches/{branch}" ->
          Call.json(parameters, Map.of("from", "main"));
      case "POST /api/v1/models/{ns}/{name}/versions" ->
          Call.json(parameters, Models.registration(commit));
      case "POST /api/v1/models/{ns}/{name}/commits" ->
          Call.json(
              parameters,
              Map.of(
                  "message",
                  "m",
                  "operations",
                  List.of(Map.of("op", "add", "path", "x.txt", "contentBase64", "eA=="))));
      case "PATCH /api/v1/models/{ns}/{name}/uploads/{id}" ->
          new Call(parameters, "application/offset+octet-stream", new byte[] {1, 2, 3}, tus);
      default -> new Call(parameters, null, null, row.path().contains("/uploads") ? tus : Map.of());
    };
  }

  private String branch(String model) {
    Tokens.as(org.user())
        .body(Map.of("from", "main"))
        .put("/api/v1/models/" + model + "/branches/side")
        .then()
        .statusCode(201);
    return "side";
  }

  /** The caller's own upload where it may have one, else somebody else's. */
  private static UUID upload(String model, Role role) {
    boolean may = role == Role.WRITER || role == Role.OWNER || role == Role.ADMINISTRATOR;
    String location =
        Tokens.as(user(may ? role : Role.OWNER))
            .header("Tus-Resumable", "1.0.0")
            .header("Upload-Length", 3)
            .post("/api/v1/models/" + model + "/uploads")
            .then()
            .statusCode(201)
            .extract()
            .header("Location");
    return UUID.fromString(location.substring(location.lastIndexOf('/') + 1));
  }
}
