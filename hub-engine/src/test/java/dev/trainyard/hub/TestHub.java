package dev.trainyard.hub;

import dev.trainyard.commons.security.ResourceKind;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The least that a service has to produce to be a hub. */
@Dependent
class TestHub {

  @Produces
  @Singleton
  HubKind kind() {
    return new HubKind(ResourceKind.DATASET, "Dataset", "datasets");
  }
}
