package dev.trainyard.auth.token;

import dev.trainyard.commons.paging.Cursor;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Queries over {@link TokenEntity}. Transactions belong to the callers. */
@ApplicationScoped
class TokenRepository implements PanacheRepositoryBase<TokenEntity, UUID> {

  /** Newest first. */
  List<TokenEntity> listAfter(UUID account, Cursor cursor, int rows) {
    String order = " order by createdAt desc, id desc";
    if (cursor == null) {
      return find("accountId = ?1" + order, account).page(0, rows).list();
    }
    return find(
            "accountId = ?1 and (createdAt < ?2 or (createdAt = ?2 and id < ?3))" + order,
            account,
            cursor.instant(0),
            cursor.uuid(1))
        .page(0, rows)
        .list();
  }
}
