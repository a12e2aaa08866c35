package dev.trainyard.gateway;

import dev.trainyard.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

/** Keeps the structure of the gateway. */
class ArchitectureTest {

  @Test
  void structureIsKept() {
    // Given the compiled classes, when they are checked, then no rule is broken
    ArchitectureRules.check("dev.trainyard.gateway");
  }
}
