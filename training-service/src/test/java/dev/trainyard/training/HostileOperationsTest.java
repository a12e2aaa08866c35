package dev.trainyard.training;

import dev.trainyard.testing.HostileInput;
import dev.trainyard.testing.OpenApiDocument;
import dev.trainyard.testing.PlatformTestResource;
import dev.trainyard.testing.Tokens;
import dev.trainyard.training.testing.NeighboursResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
@QuarkusTestResource(NeighboursResource.class)
class HostileOperationsTest {

  @TestFactory
  Stream<DynamicTest> everyOperationRefusesHostileInput() throws Exception {
    Map<String, String> known = Map.of();

    return HostileInput.tests(
        OpenApiDocument.committed("training-service"),
        Tokens.user("root").admin().sign(),
        Tokens.refused(),
        known,
        Map.of(
            "/internal/audit", PlatformTestResource.AUTH_CLIENT,
            "/internal/erasures", PlatformTestResource.AUTH_CLIENT,
            "/internal/exports", PlatformTestResource.AUTH_CLIENT));
  }
}
