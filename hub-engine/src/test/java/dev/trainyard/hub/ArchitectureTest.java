package dev.trainyard.hub;

import dev.trainyard.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void engineKeepsTheHouseRules() {
    ArchitectureRules.check("dev.trainyard.hub");
  }
}
