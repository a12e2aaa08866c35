package dev.trainyard.auth;

import dev.trainyard.auth.People.Person;
import dev.trainyard.auth.key.UnfitTokens;
import dev.trainyard.testing.HostileInput;
import dev.trainyard.testing.OpenApiDocument;
import dev.trainyard.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

@QuarkusTest
@QuarkusTestResource(AuthTestResource.class)
class HostileOperationsTest {

  @Inject UnfitTokens unfit;

  @TestFactory
  Stream<DynamicTest> everyOperationRefusesHostileInput() throws Exception {
    Person root = People.administrator();
    List<String> refused = new ArrayList<>(unfit.of(root.jwt()));
    refused.add(Tokens.user("root").admin().sign());
    refused.add(root.jwt().replaceFirst("[^.]+$", "A".repeat(86)));
    return HostileInput.tests(
        OpenApiDocument.committed("auth-service"),
        root.jwt(),
        refused,
        Map.of("name", root.name()),
        Map.of(
            "/internal/exchange", client("gateway"),
            "/internal/job-grants", client("training"),
            "/internal/setup-link", client("launcher"),
            "/internal/operator-token", client("launcher")));
  }

  private static String client(String name) {
    return name + ":" + AuthTestResource.clientSecret(name);
  }
}
