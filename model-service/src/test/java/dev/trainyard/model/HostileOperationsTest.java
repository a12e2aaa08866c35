package dev.trainyard.model;

import dev.trainyard.model.testing.ModelTestResource;
import dev.trainyard.model.testing.Models;
import dev.trainyard.testing.HostileInput;
import dev.trainyard.testing.OpenApiDocument;
import dev.trainyard.testing.PlatformTestResource;
import dev.trainyard.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
@QuarkusTestResource(ModelTestResource.class)
class HostileOperationsTest {

  @TestFactory
  Stream<DynamicTest> everyOperationRefusesHostileInput() throws Exception {
    var ada = new Models(Tokens.user("hostile"));
    String model = ada.repository("known", "private");
    ada.register(model, Models.registration(ada.commit(model, Models.multiplier(2, "ok"))))
        .statusCode(201);
    Map<String, String> known =
        Map.of(
            "ns", "hostile", "name", "known", "rev", "main", "path", "factor.txt", "number", "1");

    return HostileInput.tests(
        OpenApiDocument.committed("model-service"),
        Tokens.user("root").admin().sign(),
        Tokens.refused(),
        known,
        Map.of(
            "/internal/routes", ModelTestResource.GATEWAY,
            "/internal/audit", PlatformTestResource.AUTH_CLIENT,
            "/internal/erasures", PlatformTestResource.AUTH_CLIENT,
            "/internal/exports", PlatformTestResource.AUTH_CLIENT));
  }
}
