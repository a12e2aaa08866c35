package dev.trainyard.model.deployment;

import dev.trainyard.model.config.DeploymentsConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Which service instance decides for which deployment. All times are the database's, so clocks of
 * instances do not matter.
 */
@ApplicationScoped
class Leases {

  private static final String UNTIL = "now() + make_interval(secs => :life)";

  private final EntityManager entities;
  private final Duration life;

  Leases(EntityManager entities, DeploymentsConfig config) {
    this.entities = entities;
    this.life = config.leaseDuration();
  }

  /**
   * Renews what the holder has, takes at most one free deployment more, so that several instances
   * share them, and tells everything that it holds now.
   */
  @Transactional
  List<Lease> renew(UUID holder) {
    entities
        .createNativeQuery(
            "UPDATE deployment SET lease_until = "
                + UNTIL
                + " WHERE lease_holder = :holder"
                + " AND lease_until < now() + make_interval(secs => :renewBelow)")
        .setParameter("life", seconds(life))
        .setParameter("renewBelow", seconds(life) * 0.7)
        .setParameter("holder", holder)
        .executeUpdate();
    entities
        .createNativeQuery(
            "UPDATE deployment SET lease_holder = :holder, fence = fence + 1, lease_until = "
                + UNTIL
                + " WHERE id = (SELECT id FROM deployment"
                + " WHERE lease_holder IS NULL OR lease_until < now()"
                + " ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED)")
        .setParameter("life", seconds(life))
        .setParameter("holder", holder)
        .executeUpdate();
    return held(holder);
  }

  /** Every deployment that there is, whoever holds it. */
  @Transactional
  Set<UUID> all() {
    return Set.copyOf(
        entities.createQuery("select d.id from DeploymentEntity d", UUID.class).getResultList());
  }

  private List<Lease> held(UUID holder) {
    return entities
        .createQuery(
            "select new dev.trainyard.model.deployment.Lease(d.id, d.fence, d.generation)"
                + " from DeploymentEntity d where d.leaseHolder = :holder",
            Lease.class)
        .setParameter("holder", holder)
        .getResultList();
  }

  /** Lets others take over at once what these instances held: they are dead, or about to end. */
  @Transactional
  void giveUp(Collection<UUID> holders) {
    if (!holders.isEmpty()) {
      entities
          .createNativeQuery(
              "UPDATE deployment SET lease_holder = NULL, lease_until = NULL"
                  + " WHERE lease_holder IN (:holders)")
          .setParameter("holders", holders)
          .executeUpdate();
    }
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
