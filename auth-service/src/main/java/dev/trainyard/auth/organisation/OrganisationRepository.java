package dev.trainyard.auth.organisation;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Queries over {@link OrganisationEntity}. Transactions belong to the callers. */
@ApplicationScoped
class OrganisationRepository implements PanacheRepositoryBase<OrganisationEntity, UUID> {

  Optional<OrganisationEntity> byName(String name) {
    return find("name", name).firstResultOptional();
  }

  /** Locks the organisation, which serialises every change of its members. */
  Optional<OrganisationEntity> byNameLocked(String name) {
    return find("name", name).withLock(LockModeType.PESSIMISTIC_WRITE).firstResultOptional();
  }

  /** Organisations of an account with its role, names strictly after {@code afterName}. */
  List<OrganisationResponse> listOf(UUID account, String afterName, int rows) {
    return getEntityManager()
        .createQuery(
            "select new dev.trainyard.auth.organisation.OrganisationResponse("
                + "o.id, o.name, o.displayName, m.role, o.requiresSecondFactor, o.createdAt)"
                + " from OrganisationEntity o"
                + " join EffectiveMembershipEntity m on m.organisationId = o.id"
                + " where m.accountId = :account and o.name > :after order by o.name",
            OrganisationResponse.class)
        .setParameter("account", account)
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
