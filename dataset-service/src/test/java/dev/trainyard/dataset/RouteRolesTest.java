package dev.trainyard.dataset;

import static dev.trainyard.dataset.DatasetApi.path;
import static io.restassured.RestAssured.given;

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
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every operation as every caller, on private datasets that hold one file. */
@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
class RouteRolesTest {

  private static final Path TABLE = Path.of("src/test/resources/route-roles.csv");
  private static final Path AUDITED = Path.of("src/test/resources/audited.csv");
  private static final Path EXEMPT = Path.of("src/test/resources/idempotency-exempt.csv");

  @Inject AgroalDataSource dataSource;

  /** One of each namespace, for the calls that must change nothing. */
  private final Map<String, Repository> unchanged = new HashMap<>();

  /** A private dataset with a file, its commit, and a branch beside main. */
  private record Repository(String namespace, String name, String commit) {

    String id() {
      return namespace + "/" + name;
    }
  }

  @TestFactory
  Stream<DynamicTest> everyRouteDecidesByRole() {
    return AccessMatrix.tests(
        OpenApiDocument.committed("dataset-service"), TABLE, AccessCallers::token, this::prepare);
  }

  @TestFactory
  Stream<DynamicTest> everyOperationLeavesItsEntryInTheTrail() {
    return AuditedOperations.tests(
        OpenApiDocument.committed("dataset-service"), AUDITED, this::prepare, dataSource);
  }

  @TestFactory
  Stream<DynamicTest> everyPostMayBeRepeated() {
    return IdempotentOperations.tests(OpenApiDocument.committed("dataset-service"), EXEMPT);
  }

  private Call prepare(Row row, Caller caller) {
    if (row.path().startsWith("/internal/erasures")) {
      return AuditedOperations.erasure();
    }
    if (row.path().startsWith("/internal/exports")) {
      return Call.of(Map.of("id", UUID.randomUUID()));
    }
    Map<String, Object> parameters = new HashMap<>();
    String namespace = AccessMatrix.namespace(row, caller);
    if (row.path().contains("{ns}")) {
      Repository repository =
          row.changesAs(caller)
              ? repository(namespace)
              : unchanged.computeIfAbsent(namespace, RouteRolesTest::repository);
      boolean missing = row.target() == Target.MISSING;
      parameters.put("ns", namespace);
      parameters.put("name", missing ? "missing" : repository.name());
      if (row.path().endsWith("/commits/{id}")) {
        parameters.put("id", repository.commit());
      }
      if (row.path().endsWith("/uploads/{id}")) {
        parameters.put("id", upload(repository, row, caller));
      }
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
    return call(row, parameters, namespace);
  }

  private static Call call(Row row, Map<String, Object> parameters, String namespace) {
    Map<String, String> tus =
        Map.of("Tus-Resumable", "1.0.0", "Upload-Offset", "0", "Upload-Length", "3");
    return switch (row.operation()) {
      case "POST /api/v1/datasets" ->
          Call.json(parameters, Map.of("namespace", namespace, "name", freshName()));
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

  private static String freshName() {
    return "d" + UUID.randomUUID().toString().substring(0, 8);
  }

  private static Repository repository(String namespace) {
    Tokens.Builder owner = AccessCallers.ownerOf(namespace);
    String name = freshName();
    Tokens.as(owner)
        .body(Map.of("namespace", namespace, "name", name))
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
            .post(path(namespace + "/" + name, "/commits"))
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    Tokens.as(owner)
        .body(Map.of("from", "main"))
        .put(path(namespace + "/" + name, "/branches/side"))
        .then()
        .statusCode(201);
    return new Repository(namespace, name, commit);
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
                : Tokens.as(AccessCallers.ownerOf(repository.namespace())))
            .header("Tus-Resumable", "1.0.0")
            .header("Upload-Length", 3)
            .post(path(repository.id(), "/uploads"))
            .then()
            .statusCode(201)
            .extract()
            .header("Location");
    return UUID.fromString(location.substring(location.lastIndexOf('/') + 1));
  }
}
