package dev.trainyard.auth.organisation;

import dev.trainyard.commons.security.NamespaceRole;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.jpa.SpecHints;

/** Queries over {@link OrganisationEntity}. Transactions belong to the callers. */
@ApplicationScoped
class OrganisationRepository implements PanacheRepositoryBase<OrganisationEntity, UUID> {

  /** Hibernate's time-out that means {@code SKIP LOCKED}. */
  private static final int SKIP_LOCKED = -2;

  Optional<OrganisationEntity> byName(String name) {
    return find("name", name).firstResultOptional();
  }

  /**
   * The organisation as it is now, held until the transaction ends, which serialises every change
   * of its members. What the transaction read of it before is read again.
   */
  Optional<OrganisationEntity> byNameLocked(String name) {
    Optional<OrganisationEntity> found =
        find("name", name).withLock(LockModeType.PESSIMISTIC_WRITE).firstResultOptional();
    found.ifPresent(getEntityManager()::refresh);
    return found;
  }

  /** The organisation whose deletion is due the longest and that no other transaction holds. */
  Optional<OrganisationEntity> nextDue(Instant now) {
    return find("deletionAt <= ?1 and not going order by deletionAt, id", now)
        .page(0, 1)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .withHint(SpecHints.HINT_SPEC_LOCK_TIMEOUT, SKIP_LOCKED)
        .firstResultOptional();
  }

  /** Organisations of an account with its role, names strictly after {@code afterName}. */
  List<OrganisationResponse> listOf(UUID account, String afterName, int rows) {
    return getEntityManager()
        .createQuery(
            "select new dev.trainyard.auth.organisation.OrganisationResponse("
                + "o.id, o.name, o.displayName, m.role, o.requiresSecondFactor, o.createdAt, o.deletionAt)"
                + " from OrganisationEntity o"
                + " join EffectiveMembershipEntity m on m.organisationId = o.id"
                + " where m.accountId = :account and o.name > :after order by o.name",
            OrganisationResponse.class)
        .setParameter("account", account)
        .setParameter("after", afterName)
        .setMaxResults(rows)
        .getResultList();
  }

  /** Organisations that wait for their deletion and that an account owned, by name. */
  List<OrganisationResponse> listWaitingOf(UUID account, String afterName, int rows) {
    return getEntityManager()
        .createQuery(
            "select new dev.trainyard.auth.organisation.OrganisationResponse("
                + "o.id, o.name, o.displayName, m.role, o.requiresSecondFactor, o.createdAt,"
                + " o.deletionAt) from OrganisationEntity o"
                + " join MembershipEntity m on m.organisationId = o.id"
                + " where m.accountId = :account and m.role = :owner and o.deletionAt is not null"
                + " and not o.going and o.name > :after order by o.name",
            OrganisationResponse.class)
        .setParameter("account", account)
        .setParameter("owner", NamespaceRole.OWNER)
        .setParameter("after", afterName)
        .setMaxResults(rows)
        .getResultList();
  }

  /** Claims a name of the URL space; false when somebody has it. */
  boolean claimName(String name) {
    return getEntityManager()
            .createNativeQuery(
                "INSERT INTO namespace (name, kind) VALUES (:name, 'organisation')"
                    + " ON CONFLICT DO NOTHING")
            .setParameter("name", name)
            .executeUpdate()
        == 1;
  }
}
