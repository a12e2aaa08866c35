package dev.trainyard.model;

import dev.trainyard.testing.OpenApiDocument;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class OpenApiTest {

  @Test
  void contractIsTheCommittedOne() throws IOException {
    OpenApiDocument.check("model-service");
  }
}
