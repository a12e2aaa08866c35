package dev.trainyard.dataset.hub;

import dev.trainyard.commons.security.ResourceKind;
import dev.trainyard.hub.HubKind;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Tells the hub that its repositories are datasets. */
@Dependent
class DatasetKind {

  @Produces
  @Singleton
  HubKind kind() {
    return new HubKind(ResourceKind.DATASET, "Dataset", "datasets");
  }
}
