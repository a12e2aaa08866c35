package dev.trainyard.auth.oauth;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Queries over {@link GrantEntity}. Transactions belong to the callers. */
@ApplicationScoped
class GrantRepository implements PanacheRepositoryBase<GrantEntity, UUID> {

  /** Locks the grant, which serialises everything that is done with its tokens. */
  Optional<GrantEntity> locked(UUID id) {
    return find("id", id).withLock(LockModeType.PESSIMISTIC_WRITE).firstResultOptional();
  }

  /**
   * The grant of a refresh token, used or not, under one of the hashes that it may be stored under.
   * The token itself is not loaded before the grant is locked: it would be remembered as it was.
   */
  Optional<UUID> ofRefreshToken(List<byte[]> hashes) {
    return getEntityManager()
        .createQuery(
            "select grantId from RefreshTokenEntity where secretHash in (:hashes)", UUID.class)
        .setParameter("hashes", hashes)
        .getResultStream()
        .findFirst();
  }

  /** The token itself, for whoever holds the grant's lock. */
  Optional<RefreshTokenEntity> refreshToken(List<byte[]> hashes) {
    return getEntityManager()
        .createQuery(
            "from RefreshTokenEntity where secretHash in (:hashes)", RefreshTokenEntity.class)
        .setParameter("hashes", hashes)
        .getResultStream()
        .findFirst();
  }
}
