package dev.trainyard.dataset;

import dev.trainyard.testing.OpenApiDocument;
import dev.trainyard.testing.PlatformTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
class OpenApiTest {

  @Test
  void generatedDocumentIsTheCommittedContract() throws IOException {
    OpenApiDocument.check("dataset-service");
  }
}
