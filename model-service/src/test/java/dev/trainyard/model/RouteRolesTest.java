package dev.trainyard.model;

import static io.restassured.RestAssured.given;

import dev.trainyard.model.testing.ModelTestResource;
import dev.trainyard.model.testing.Models;
import dev.trainyard.testing.AccessCallers;
import dev.trainyard.testing.AccessMatrix;
import dev.trainyard.testing.AccessMatrix.Call;
import dev.trainyard.testing.AccessTable.Caller;
import dev.trainyard.testing.AccessTable.Row;
import dev.trainyard.testing.AccessTable.Target;
import dev.trainyard.testing.AuditedOperations;
import dev.trainyard.testing.IdempotentOperations;
import dev.trainyard.testing.OpenApiDocument;
import dev.trainyard.testing.PlatformTestResource;
import dev.trainyard.testing.Tokens;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every operation as every caller, on private models, their versions and deployments. */
@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
@QuarkusTestResource(ModelTestResource.class)
class RouteRolesTest {

  private static final Path TABLE = Path.of("src/test/resources/route-roles.csv");
  private static final Path AUDITED = Path.of("src/test/resources/audited.csv");
  private static final Path EXEMPT = Path.of("src/test/resources/idempotency-exempt.csv");

  @Inject AgroalDataSource dataSource;
  private static final String SERVED = "served";

  /** One model and one deployment of each namespace, for the calls that must change nothing. */
  private final Map<String, Repository> unchanged = new HashMap<>();

  /** A private model with a version, its commit, and a branch beside main. */
  private record Repository(Models maker, String name, String commit) {

    String id() {
      return maker.user().name() + "/" + name;
    }
  }

  @AfterEach
  void deleteDeployments() {
    unchanged.values().forEach(RouteRolesTest::deleteDeployments);
  }

  private static void deleteDeployments(Repository repository) {
    List<String> names =
        Tokens.as(repository.maker().user())
            .get("/api/v1/deployments?limit=100")
            .then()
            .extract()
            .path("items.name");
    names.forEach(repository.maker()::delete);
  }

  @TestFactory
  Stream<DynamicTest> everyRouteDecidesByRole() {
    return AccessMatrix.tests(
        OpenApiDocument.committed("model-service"), TABLE, AccessCallers::token, this::prepare);
  }

  @TestFactory
  Stream<DynamicTest> everyOperationLeavesItsEntryInTheTrail() {
    return AuditedOperations.tests(
        OpenApiDocument.committed("model-service"), AUDITED, this::prepare, dataSource);
  }

  @TestFactory
  Stream<DynamicTest> everyPostMayBeRepeated() {
    return IdempotentOperations.tests(OpenApiDocument.committed("model-service"), EXEMPT);
  }

  private Call prepare(Row row, Caller caller) {
    if (row.path().startsWith("/internal/erasures")) {
      return AuditedOperations.erasure();
    }
    if (row.path().startsWith("/internal/exports")) {
      return Call.of(Map.of("id", UUID.randomUUID()));
    }
    String namespace = AccessMatrix.namespace(row, caller);
    Repository shared = unchanged.computeIfAbsent(namespace, RouteRolesTest::deployed);
    if (row.path().contains("/deployments") || row.path().startsWith("/internal/routes")) {
      return deploymentCall(row, caller, shared);
    }
    boolean changes = row.changesAs(caller) && row.path().contains("{ns}");
    return modelCall(row, caller, changes ? repository(namespace) : shared);
  }

  private static Call deploymentCall(Row row, Caller caller, Repository repository) {
    Models maker = repository.maker();
    Map<String, Object> parameters = new HashMap<>();
    String name = row.target() == Target.MISSING ? "missing" : SERVED;
    if (row.path().startsWith("/internal/routes")) {
      parameters.putAll(Map.of("ns", maker.user().name(), "deployment", name));
      return new Call(
          parameters, null, null, Map.of("X-Trainyard-Client", ModelTestResource.GATEWAY));
    }
    boolean exists = row.path().contains("{name}");
    if (exists && row.changesAs(caller)) {
      name = freshName();
      maker.deploy(name, repository.id(), 1, 1).statusCode(201);
      Tokens.as(maker.user()).post(maker.deploymentPath(name) + "/stop").then().statusCode(200);
    }
    if (exists) {
      parameters.putAll(Map.of("ns", maker.user().name(), "name", name));
    }
    return switch (row.method()) {
      case "PATCH" -> Call.json(parameters, Map.of("replicas", 2));
      case "POST" -> exists ? Call.of(parameters) : Call.json(parameters, deployment(repository));
      default -> Call.of(parameters);
    };
  }

  private static Map<String, Object> deployment(Repository repository) {
    return Map.of(
        "namespace",
        repository.maker().user().name(),
        "name",
        freshName(),
        "model",
        repository.id(),
        "version",
        1);
  }

  private static Call modelCall(Row row, Caller caller, Repository repository) {
    Map<String, Object> parameters = new HashMap<>();
    if (row.path().contains("{ns}")) {
      parameters.put("ns", repository.maker().user().name());
      parameters.put("name", row.target() == Target.MISSING ? "missing" : repository.name());
    }
    Map.of("{rev}", "main", "{path}", "factor.txt", "{number}", "1")
        .forEach(
            (template, value) -> {
              if (row.path().contains(template)) {
                parameters.put(template.substring(1, template.length() - 1), value);
              }
            });
    if (row.path().contains("{branch}")) {
      parameters.put("branch", row.method().equals("PUT") ? "new" : "side");
    }
    if (row.path().endsWith("/commits/{id}")) {
      parameters.put("id", repository.commit());
    }
    if (row.path().endsWith("/uploads/{id}")) {
      parameters.put("id", upload(repository, row, caller));
    }
    return body(row, parameters, repository);
  }

  private static Call body(Row row, Map<String, Object> parameters, Repository repository) {
    Map<String, String> tus =
        Map.of("Tus-Resumable", "1.0.0", "Upload-Offset", "0", "Upload-Length", "3");
    return switch (row.operation()) {
      case "POST /api/v1/models" ->
          Call.json(
              parameters,
              Map.of("namespace", repository.maker().user().name(), "name", freshName()));
      case "PATCH /api/v1/models/{ns}/{name}" ->
          Call.json(parameters, Map.of("description", "new"));
      case "PUT /api/v1/models/{ns}/{name}/branches/{branch}" ->
          Call.json(parameters, Map.of("from", "main"));
      case "POST /api/v1/models/{ns}/{name}/versions" ->
          Call.json(parameters, Models.registration(repository.commit()));
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

  private static String freshName() {
    return "m" + UUID.randomUUID().toString().substring(0, 8);
  }

  private static Repository repository(String namespace) {
    Models maker = new Models(Tokens.user(namespace));
    String name = freshName();
    String model = maker.repository(name, "private");
    String commit = maker.commit(model, Models.multiplier(2, "ok"));
    maker.register(model, Models.registration(commit)).statusCode(201);
    Tokens.as(maker.user())
        .body(Map.of("from", "main"))
        .put("/api/v1/models/" + model + "/branches/side")
        .then()
        .statusCode(201);
    return new Repository(maker, name, commit);
  }

  private static Repository deployed(String namespace) {
    Repository repository = repository(namespace);
    repository.maker().deploy(SERVED, repository.id(), 1, 1).statusCode(201);
    repository.maker().awaitState(SERVED, "ready");
    return repository;
  }

  /** The caller's own upload where it may have one, else somebody else's. */
  private static UUID upload(Repository repository, Row row, Caller caller) {
    boolean may = row.expected().get(caller) / 100 == 2;
    String location =
        (may
                ? given()
                    .auth()
                    .oauth2(
                        AccessCallers.token(
                            caller, row, Call.of(Map.of("name", repository.name()))))
                : Tokens.as(repository.maker().user()))
            .header("Tus-Resumable", "1.0.0")
            .header("Upload-Length", 3)
            .post("/api/v1/models/" + repository.id() + "/uploads")
            .then()
            .statusCode(201)
            .extract()
            .header("Location");
    return UUID.fromString(location.substring(location.lastIndexOf('/') + 1));
  }
}
