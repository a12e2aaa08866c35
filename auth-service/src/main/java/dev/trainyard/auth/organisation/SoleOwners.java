package dev.trainyard.auth.organisation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;

/** Keeps organisations from being left alone by their last owner. */
@ApplicationScoped
public class SoleOwners {

  private static final String LOCK =
      """
      SELECT o.id FROM organisation o JOIN membership m ON m.organisation_id = o.id
      WHERE m.account_id = :account AND m.role = 'OWNER' ORDER BY o.id FOR UPDATE OF o""";

  private static final String ALONE =
      """
      SELECT o.name FROM organisation o JOIN membership m ON m.organisation_id = o.id
      WHERE m.account_id = :account AND m.role = 'OWNER' AND o.deletion_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM membership x JOIN account a ON a.id = x.account_id
        WHERE x.organisation_id = o.id AND x.role = 'OWNER' AND a.active
          AND x.account_id <> m.account_id)
      ORDER BY o.name LIMIT 20""";

  private final Session database;

  SoleOwners(Session database) {
    this.database = database;
  }

  /**
   * Names of organisations that have no other owner who can sign in, 20 at most, without those that
   * wait for their own deletion. All that the account owns are held until the transaction ends:
   * nobody can leave them meanwhile.
   */
  @Transactional(TxType.MANDATORY)
  public List<String> organisationsOf(UUID account) {
    database.createNativeQuery(LOCK, UUID.class).setParameter("account", account).getResultList();
    return database
        .createNativeQuery(ALONE, String.class)
        .setParameter("account", account)
        .getResultList();
  }
}
