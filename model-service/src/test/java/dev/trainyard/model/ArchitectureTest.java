package dev.trainyard.model;

import dev.trainyard.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void serviceKeepsTheHouseRules() {
    ArchitectureRules.check("dev.trainyard.model");
  }
}
