package dev.trainyard.model.deployment;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Queries over {@link ReplicaEntity}. Transactions belong to the callers. */
@ApplicationScoped
class ReplicaRepository implements PanacheRepositoryBase<ReplicaEntity, UUID> {

  List<ReplicaEntity> of(UUID deployment) {
    return list("deploymentId = ?1 order by index, createdAt", deployment);
  }

  Map<UUID, List<ReplicaEntity>> of(Collection<UUID> deployments) {
    return list("deploymentId in ?1 order by index, createdAt", deployments).stream()
        .collect(Collectors.groupingBy(ReplicaEntity::deploymentId));
  }
}
