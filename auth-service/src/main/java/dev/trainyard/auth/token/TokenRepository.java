package dev.trainyard.auth.token;

import dev.trainyard.commons.paging.Cursor;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Queries over {@link TokenEntity}. Transactions belong to the callers. */
@ApplicationScoped
class TokenRepository implements PanacheRepositoryBase<TokenEntity, UUID> {

  private static final String LISTED = "accountId = ?1 and not superseded";

  long count(UUID account) {
    return count(LISTED, account);
  }

  /** Newest first. */
  List<TokenEntity> listAfter(UUID account, Cursor cursor, int rows) {
    String order = " order by createdAt desc, id desc";
    if (cursor == null) {
      return find(LISTED + order, account).page(0, rows).list();
    }
    return find(
            LISTED + " and (createdAt < ?2 or (createdAt = ?2 and id < ?3))" + order,
            account,
            cursor.instant(0),
            cursor.uuid(1))
        .page(0, rows)
        .list();
  }

  /** Lets earlier tokens of a grant end soon, and forgets those that have. */
  void supersede(UUID grant, Instant now, Instant end) {
    delete("grantId = ?1 and superseded and expiresAt <= ?2", grant, now);
    update(
        "superseded = true, expiresAt = least(expiresAt, ?1) where grantId = ?2 and not superseded",
        end,
        grant);
  }
}
