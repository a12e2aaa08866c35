package dev.trainyard.auth;

import dev.trainyard.testing.OpenApiDocument;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class OpenApiTest {

  @Test
  void generatedDocumentIsTheCommittedContract() throws IOException {
    OpenApiDocument.check("auth-service");
  }
}
