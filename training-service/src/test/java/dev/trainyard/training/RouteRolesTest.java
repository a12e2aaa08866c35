package dev.trainyard.training;

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
import dev.trainyard.training.testing.Bench;
import dev.trainyard.training.testing.NeighboursResource;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every operation as every caller; the jobs belong to the owner of their namespace. */
@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
@QuarkusTestResource(NeighboursResource.class)
class RouteRolesTest {

  private static final Path TABLE = Path.of("src", "test", "resources", "route-roles.csv");
  private static final Path AUDITED = Path.of("src/test/resources/audited.csv");
  private static final Path EXEMPT = Path.of("src/test/resources/idempotency-exempt.csv");

  @Inject AgroalDataSource dataSource;

  /** A job of each namespace that has ended, for the calls that must change nothing. */
  private final Map<String, String> unchanged = new HashMap<>();

  @TestFactory
  Stream<DynamicTest> everyRouteAnswersEveryRoleAsTheTableSays() {
    return AccessMatrix.tests(
        OpenApiDocument.committed("training-service"), TABLE, AccessCallers::token, this::prepare);
  }

  @TestFactory
  Stream<DynamicTest> everyOperationLeavesItsEntryInTheTrail() {
    return AuditedOperations.tests(
        OpenApiDocument.committed("training-service"), AUDITED, this::prepare, dataSource);
  }

  @TestFactory
  Stream<DynamicTest> everyPostMayBeRepeated() {
    return IdempotentOperations.tests(OpenApiDocument.committed("training-service"), EXEMPT);
  }

  private Call prepare(Row row, Caller caller) {
    if (row.path().startsWith("/internal/erasures")) {
      return AuditedOperations.erasure();
    }
    if (row.path().startsWith("/internal/exports")) {
      return Call.of(Map.of("id", UUID.randomUUID()));
    }
    String namespace = AccessMatrix.namespace(row, caller);
    if (row.path().contains("{id}")) {
      return Call.of(
          Map.of(
              "id",
              row.target() == Target.MISSING ? UUID.randomUUID() : job(row, caller, namespace)));
    }
    if (row.method().equals("GET")) {
      return Call.of(Map.of());
    }
    Bench owner = owner(namespace);
    owner.dataset("exit 1");
    Map<String, Object> request = new HashMap<>(owner.request());
    request.put("namespace", namespace);
    request.put("name", "matrix");
    return Call.json(Map.of(), request);
  }

  private static Bench owner(String namespace) {
    return Bench.of(Tokens.user(namespace));
  }

  private Object job(Row row, Caller caller, String namespace) {
    if (!row.changesAs(caller)) {
      return unchanged.computeIfAbsent(namespace, RouteRolesTest::failed);
    }
    return row.path().endsWith("/cancel") ? running(namespace) : failed(namespace);
  }

  private static String running(String namespace) {
    Bench owner = owner(namespace);
    owner.dataset("sleep 3000", "exit 1");
    return owner.submit();
  }

  private static String failed(String namespace) {
    Bench owner = owner(namespace);
    owner.dataset("exit 1");
    String id = owner.submit();
    owner.awaitEnd(id);
    return id;
  }
}
