package dev.trainyard.model.registry;

import dev.trainyard.commons.security.ResourceKind;
import dev.trainyard.hub.HubKind;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Tells the hub that this service's repositories are models. */
@Dependent
class ModelKind {

  @Produces
  @Singleton
  HubKind kind() {
    return new HubKind(ResourceKind.MODEL, "Model", "models");
  }
}
