package dev.trainyard.training;

import dev.trainyard.testing.OpenApiDocument;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class OpenApiTest {

  @Test
  void contractIsTheCommittedOne() throws IOException {
    // Given, When, Then
    OpenApiDocument.check("training-service");
  }
}
