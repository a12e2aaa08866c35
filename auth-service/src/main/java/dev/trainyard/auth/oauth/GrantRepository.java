package dev.trainyard.auth.oauth;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;

/** Queries over {@link GrantEntity}. Transactions belong to the callers. */
@ApplicationScoped
class GrantRepository implements PanacheRepositoryBase<GrantEntity, UUID> {

  /** Locks the grant, which serialises everything that is done with its tokens. */
  Optional<GrantEntity> locked(UUID id) {
    return find("id", id).withLock(LockModeType.PESSIMISTIC_WRITE).firstResultOptional();
  }

  /** The grant that a refresh token, used or not, belongs to. */
  Optional<UUID> ofRefreshToken(byte[] hash) {
    return getEntityManager()
        .createQuery("select grantId from RefreshTokenEntity where secretHash = :hash", UUID.class)
        .setParameter("hash", hash)
        .getResultStream()
        .findFirst();
  }
}
