package dev.trainyard.auth.registration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;

/** The one row that holds the hash of the current setup link. Transactions belong to callers. */
@ApplicationScoped
class SetupLinks {

  private final EntityManager database;

  SetupLinks(EntityManager database) {
    this.database = database;
  }

  /** Makes this the only link. */
  void replace(byte[] hash, Instant expiresAt) {
    database
        .createNativeQuery(
            "INSERT INTO setup_link (token_hash, expires_at) VALUES (:hash, :end)"
                + " ON CONFLICT (only_one) DO UPDATE"
                + " SET token_hash = excluded.token_hash, expires_at = excluded.expires_at")
        .setParameter("hash", hash)
        .setParameter("end", expiresAt)
        .executeUpdate();
  }

  boolean isValid(List<byte[]> hashes, Instant now) {
    return !database
        .createNativeQuery(
            "SELECT 1 FROM setup_link WHERE token_hash IN (:hashes) AND expires_at > :now",
            Integer.class)
        .setParameter("hashes", hashes)
        .setParameter("now", now)
        .getResultList()
        .isEmpty();
  }

  /** Uses the link up; of two concurrent calls one gets true. */
  boolean consume(List<byte[]> hashes, Instant now) {
    return database
            .createNativeQuery(
                "DELETE FROM setup_link WHERE token_hash IN (:hashes) AND expires_at > :now")
            .setParameter("hashes", hashes)
            .setParameter("now", now)
            .executeUpdate()
        == 1;
  }
}
