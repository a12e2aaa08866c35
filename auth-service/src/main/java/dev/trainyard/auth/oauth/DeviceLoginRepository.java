package dev.trainyard.auth.oauth;

import dev.trainyard.auth.oauth.DeviceLoginEntity.State;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Queries over {@link DeviceLoginEntity}. Transactions belong to the callers. */
@ApplicationScoped
class DeviceLoginRepository implements PanacheRepositoryBase<DeviceLoginEntity, UUID> {

  private static final String UNDECIDED = "userCodeHash = ?1 and state = ?2 and expiresAt > ?3";

  Optional<DeviceLoginEntity> undecided(byte[] userCode, Instant now) {
    return find(UNDECIDED, userCode, State.PENDING, now).firstResultOptional();
  }

  /** Locks it, so that of two decisions the second finds nothing. */
  Optional<DeviceLoginEntity> undecidedLocked(byte[] userCode, Instant now) {
    return find(UNDECIDED, userCode, State.PENDING, now)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResultOptional();
  }

  /** Locks it, so that of two clients with one code the second finds nothing. */
  Optional<DeviceLoginEntity> byDeviceLocked(byte[] deviceCode, String client) {
    return find("deviceHash = ?1 and client = ?2", deviceCode, client)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResultOptional();
  }
}
