package dev.trainyard.training;

import dev.trainyard.testing.OpenApiDocument;
import dev.trainyard.testing.PlatformTestResource;
import dev.trainyard.testing.RouteRoles;
import dev.trainyard.testing.RouteRoles.Call;
import dev.trainyard.testing.RouteRoles.Role;
import dev.trainyard.testing.RouteRoles.Row;
import dev.trainyard.testing.Tokens;
import dev.trainyard.training.testing.Bench;
import dev.trainyard.training.testing.NeighboursResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every route as every kind of caller; the jobs belong to the owner of the namespace. */
@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
@QuarkusTestResource(NeighboursResource.class)
class RouteRolesTest {

  private final Bench owner = Bench.ofNewUser();

  @TestFactory
  Stream<DynamicTest> everyRouteAnswersEveryRoleAsTheTableSays() {
    return RouteRoles.tests(
        OpenApiDocument.committed("training-service"),
        Path.of("src", "test", "resources", "routes.csv"),
        this::token,
        this::call);
  }

  private String token(Role role) {
    return switch (role) {
      case ANONYMOUS -> null;
      case STRANGER -> Tokens.user("stranger").sign();
      case READER -> Tokens.user("rita").in(owner.name(), "reader").sign();
      case WRITER -> Tokens.user("walter").in(owner.name(), "writer").sign();
      case OWNER -> owner.token();
      case ADMINISTRATOR -> Tokens.user("adele").admin().sign();
    };
  }

  private Call call(Row row, Role role) {
    if (row.method().equals("POST") && !row.path().contains("{id}")) {
      owner.dataset("exit 1");
      Map<String, Object> request = owner.request();
      request.put("namespace", owner.name());
      return Call.json(Map.of(), request);
    }
    if (!row.path().contains("{id}")) {
      return Call.of(Map.of());
    }
    return Call.of(Map.of("id", row.path().endsWith("/cancel") ? running() : failed()));
  }

  private String running() {
    owner.dataset("sleep 3000", "exit 1");
    return owner.submit();
  }

  private String failed() {
    owner.dataset("exit 1");
    String id = owner.submit();
    owner.awaitEnd(id);
    return id;
  }
}
