package dev.trainyard.auth.lock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

/** Locks that all replicas share; each is held until the caller's transaction ends. */
@ApplicationScoped
public class Fences {

  private static final long ADMINISTRATORS = 0x7452_6175_7468_0001L;
  private static final long SIGNING_KEYS = 0x7452_6175_7468_0002L;
  private static final long AUDIT_SEAL = 0x7452_6175_7468_0003L;

  private final EntityManager database;

  Fences(EntityManager database) {
    this.database = database;
  }

  /** Serialises everything that may take away or give the last administrator. */
  @Transactional(TxType.MANDATORY)
  public void administrators() {
    database
        .createNativeQuery("SELECT 1 FROM pg_advisory_xact_lock(:lock)", Integer.class)
        .setParameter("lock", ADMINISTRATORS)
        .getSingleResult();
  }

  /** Elects the one replica that changes signing keys; false when another one is at it. */
  @Transactional(TxType.MANDATORY)
  public boolean signingKeys() {
    return isFirst(SIGNING_KEYS);
  }

  /** Elects the one replica that seals or prunes the audit trail. */
  @Transactional(TxType.MANDATORY)
  public boolean auditTrail() {
    return isFirst(AUDIT_SEAL);
  }

  private boolean isFirst(long lock) {
    return (Boolean)
        database
            .createNativeQuery("SELECT pg_try_advisory_xact_lock(:lock)", Boolean.class)
            .setParameter("lock", lock)
            .getSingleResult();
  }
}
