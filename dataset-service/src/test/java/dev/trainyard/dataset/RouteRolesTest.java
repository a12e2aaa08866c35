package dev.trainyard.dataset;

import static dev.trainyard.dataset.DatasetApi.path;

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
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every operation as every role, on a private dataset that holds one file. */
@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
class RouteRolesTest {

  private static final Path TABLE = Path.of("src/test/resources/route-roles.csv");

  @TestFactory
  Stream<DynamicTest> everyRouteDecidesByRole() {
    return RouteRoles.tests(
        OpenApiDocument.committed("dataset-service"),
        TABLE,
        role -> role == Role.ANONYMOUS ? null : user(role, "org").sign(),
        this::prepare);
  }

  private static Tokens.Builder user(Role role, String namespace) {
    var user = Tokens.user("roles-" + role.name().toLowerCase(Locale.ROOT));
    return switch (role) {
      case READER -> user.in(namespace, "reader");
      case WRITER -> user.in(namespace, "writer");
      case OWNER -> user.in(namespace, "owner");
      case ADMINISTRATOR -> user.admin();
      case ANONYMOUS, STRANGER -> user;
    };
  }

  private Call prepare(Row row, Role role) {
    String name = "d" + UUID.randomUUID().toString().substring(0, 8);
    String commit = repository(name);
    Map<String, Object> parameters = new HashMap<>();
    if (row.path().contains("{ns}")) {
      parameters.put("ns", "org");
      parameters.put("name", name);
    }
    if (row.path().contains("{rev}")) {
      parameters.put("rev", "main");
    }
    if (row.path().contains("{path}")) {
      parameters.put("path", "data.csv");
    }
    if (row.path().contains("{branch}")) {
      parameters.put("branch", row.method().equals("PUT") ? "new" : "side");
    }
    if (row.path().endsWith("/commits/{id}")) {
      parameters.put("id", commit);
    }
    if (row.path().endsWith("/uploads/{id}")) {
      parameters.put("id", upload(name, role));
    }
    return call(row, parameters);
  }

  private static Call call(Row row, Map<String, Object> parameters) {
    Map<String, String> tus =
        Map.of("Tus-Resumable", "1.0.0", "Upload-Offset", "0", "Upload-Length", "3");
    return switch (row.method() + " " + row.path()) {
      case "POST /api/v1/datasets" ->
          Call.json(
              parameters,
              Map.of(
                  "namespace", "org", "name", "n" + UUID.randomUUID().toString().substring(0, 8)));
      case "PATCH /api/v1/datasets/{ns}/{name}" ->
          Call.json(parameters, Map.of("description", "new"));
      case "PUT /api/v1/datasets/{ns}/{name}/branches/{branch}" ->
          Call.json(parameters, Map.of("from", "main"));
      case "POST /api/v1/datasets/{ns}/{name}/commits" ->
          Call.json(
              parameters,
              Map.of(
                  "message",
                  "m",
                  "operations",
                  List.of(Map.of("op", "add", "path", "x.txt", "contentBase64", "eA=="))));
      case "PATCH /api/v1/datasets/{ns}/{name}/uploads/{id}" ->
          new Call(parameters, "application/offset+octet-stream", new byte[] {1, 2, 3}, tus);
      default -> new Call(parameters, null, null, row.path().contains("/uploads") ? tus : Map.of());
    };
  }

  /** A private dataset with a branch beside main; returns its commit. */
  private static String repository(String name) {
    Tokens.Builder owner = user(Role.OWNER, "org");
    Tokens.as(owner)
        .body(Map.of("namespace", "org", "name", name))
        .post("/api/v1/datasets")
        .then()
        .statusCode(201);
    String commit =
        Tokens.as(owner)
            .body(
                Map.of(
                    "message",
                    "m",
                    "operations",
                    List.of(Map.of("op", "add", "path", "data.csv", "contentBase64", "YQoxCg=="))))
            .post(path("org/" + name, "/commits"))
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    Tokens.as(owner)
        .body(Map.of("from", "main"))
        .put(path("org/" + name, "/branches/side"))
        .then()
        .statusCode(201);
    return commit;
  }

  /** The caller's own upload where it may have one, else somebody else's. */
  private static UUID upload(String name, Role role) {
    boolean may = role == Role.WRITER || role == Role.OWNER || role == Role.ADMINISTRATOR;
    String location =
        Tokens.as(user(may ? role : Role.OWNER, "org"))
            .header("Tus-Resumable", "1.0.0")
            .header("Upload-Length", 3)
            .post(path("org/" + name, "/uploads"))
            .then()
            .statusCode(201)
            .extract()
            .header("Location");
    return UUID.fromString(location.substring(location.lastIndexOf('/') + 1));
  }
}
