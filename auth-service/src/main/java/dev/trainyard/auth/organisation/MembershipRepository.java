package dev.trainyard.auth.organisation;

import dev.trainyard.auth.organisation.OrganisationLetters.Owner;
import dev.trainyard.commons.security.NamespaceRole;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Queries over {@link MembershipEntity}. Transactions belong to the callers. */
@ApplicationScoped
class MembershipRepository
    implements PanacheRepositoryBase<MembershipEntity, MembershipEntity.Key> {

  Optional<MembershipEntity> of(UUID organisation, UUID account) {
    return findByIdOptional(new MembershipEntity.Key(organisation, account));
  }

  /** Whether an account has confirmed a second factor, which an organisation may require. */
  boolean hasSecondFactor(UUID account) {
    return !getEntityManager()
        .createNativeQuery(
            "SELECT 1 FROM second_factor WHERE account_id = :account AND confirmed_at IS NOT NULL",
            Integer.class)
        .setParameter("account", account)
        .getResultList()
        .isEmpty();
  }

  /** The role that counts, with what the account's teams give. */
  Optional<NamespaceRole> effectiveRole(UUID organisation, UUID account) {
    return getEntityManager()
        .createQuery(
            "select m.role from EffectiveMembershipEntity m"
                + " where m.organisationId = :organisation and m.accountId = :account",
            NamespaceRole.class)
        .setParameter("organisation", organisation)
        .setParameter("account", account)
        .getResultStream()
        .findFirst();
  }

  /** Whether an account owns an organisation now, whatever the transaction read of it before. */
  boolean isOwner(UUID organisation, UUID account) {
    return count(
            "organisationId = ?1 and accountId = ?2 and role = ?3",
            organisation,
            account,
            NamespaceRole.OWNER)
        == 1;
  }

  /** Owners who can still sign in, the given account not counted. */
  long otherOwners(UUID organisation, UUID account) {
    return getEntityManager()
        .createQuery(
            "select count(*) from MembershipEntity m join AccountEntity a on a.id = m.accountId"
                + " where m.organisationId = :organisation and m.role = :owner and a.active"
                + " and m.accountId <> :account",
            Long.class)
        .setParameter("organisation", organisation)
        .setParameter("owner", NamespaceRole.OWNER)
        .setParameter("account", account)
        .getSingleResult();
  }

  /** Owners who can sign in, with the addresses that mail to them goes to. */
  List<Owner> owners(UUID organisation) {
    return getEntityManager()
        .createQuery(
            "select new dev.trainyard.auth.organisation.OrganisationLetters$Owner("
                + "a.id, a.name, a.email)"
                + " from MembershipEntity m join AccountEntity a on a.id = m.accountId"
                + " where m.organisationId = :organisation and m.role = :owner and a.active",
            Owner.class)
        .setParameter("organisation", organisation)
        .setParameter("owner", NamespaceRole.OWNER)
        .getResultList();
  }

  /** Members with their names, names strictly after {@code afterName}. */
  List<MemberResponse> listAfter(UUID organisation, String afterName, int rows) {
    return getEntityManager()
        .createQuery(
            "select new dev.trainyard.auth.organisation.MemberResponse("
                + "a.name, a.displayName, m.role, e.role, m.since)"
                + " from MembershipEntity m join AccountEntity a on a.id = m.accountId"
                + " join EffectiveMembershipEntity e on e.organisationId = m.organisationId"
                + " and e.accountId = m.accountId"
                + " where m.organisationId = :organisation and a.name > :after order by a.name",
            MemberResponse.class)
        .setParameter("organisation", organisation)
        .setParameter("after", afterName)
        .setMaxResults(rows)
        .getResultList();
  }
}
