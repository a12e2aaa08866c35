package dev.trainyard.dataset;

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
class HostileOperationsTest {

  @TestFactory
  Stream<DynamicTest> everyOperationRefusesHostileInput() throws Exception {
    var ada = new DatasetApi();
    String[] repository = ada.repository().split("/");
    ada.commit(String.join("/", repository), null, Map.of("a.csv", "a\n1\n"))
        .then()
        .statusCode(201);
    Map<String, String> known =
        Map.of("ns", repository[0], "name", repository[1], "rev", "main", "path", "a.csv");

    return HostileInput.tests(
        OpenApiDocument.committed("dataset-service"),
        Tokens.user("root").admin().sign(),
        Tokens.refused(),
        known,
        Map.of(
            "/internal/audit", PlatformTestResource.AUTH_CLIENT,
            "/internal/erasures", PlatformTestResource.AUTH_CLIENT,
            "/internal/exports", PlatformTestResource.AUTH_CLIENT));
  }
}
