package dev.trainyard.auth;

import dev.trainyard.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void structureIsKept() {
    ArchitectureRules.check("dev.trainyard.auth");
  }
}
