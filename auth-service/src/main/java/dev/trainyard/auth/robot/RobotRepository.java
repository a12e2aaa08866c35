package dev.trainyard.auth.robot;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Queries over {@link RobotEntity}. Transactions belong to the callers. */
@ApplicationScoped
class RobotRepository implements PanacheRepositoryBase<RobotEntity, UUID> {

  Optional<RobotEntity> byName(UUID organisation, String name) {
    return find("organisationId = ?1 and name = ?2", organisation, name).firstResultOptional();
  }

  /** Locks the robot, which serialises every change of its secrets. */
  Optional<RobotEntity> byNameLocked(UUID organisation, String name) {
    return find("organisationId = ?1 and name = ?2", organisation, name)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResultOptional();
  }

  /** By name, names strictly after {@code afterName}. */
  List<RobotEntity> listAfter(UUID organisation, String afterName, int rows) {
    return find("organisationId = ?1 and name > ?2 order by name", organisation, afterName)
        .page(0, rows)
        .list();
  }

  /** Locks the organisation until the transaction ends, so that counting its robots is sure. */
  void lock(UUID organisation) {
    getEntityManager()
        .createNativeQuery("SELECT 1 FROM organisation WHERE id = :id FOR UPDATE", Integer.class)
        .setParameter("id", organisation)
        .getSingleResult();
  }
}
