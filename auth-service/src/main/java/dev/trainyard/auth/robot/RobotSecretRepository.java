package dev.trainyard.auth.robot;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Queries over {@link RobotSecretEntity}. Transactions belong to the callers. */
@ApplicationScoped
class RobotSecretRepository implements PanacheRepositoryBase<RobotSecretEntity, UUID> {

  /** Live secrets of robots, newest first. */
  List<RobotSecretEntity> live(Collection<UUID> robots, Instant now) {
    return robots.isEmpty()
        ? List.of()
        : list("robotId in ?1 and expiresAt > ?2 order by createdAt desc, id", robots, now);
  }
}
