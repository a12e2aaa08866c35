package dev.trainyard.training;

import dev.trainyard.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void structureIsKept() {
    // Given, When, Then
    ArchitectureRules.check("dev.trainyard.training");
  }
}
