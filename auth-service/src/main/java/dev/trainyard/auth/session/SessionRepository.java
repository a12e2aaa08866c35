package dev.trainyard.auth.session;

import dev.trainyard.commons.paging.Cursor;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Queries over {@link SessionEntity}. Transactions belong to the callers. */
@ApplicationScoped
class SessionRepository implements PanacheRepositoryBase<SessionEntity, UUID> {

  Optional<SessionEntity> live(UUID id, UUID account, Instant now, Instant seenAfter) {
    return find(
            "id = ?1 and accountId = ?2 and expiresAt > ?3 and lastSeenAt > ?4",
            id,
            account,
            now,
            seenAfter)
        .firstResultOptional();
  }

  /** Newest first. */
  List<SessionEntity> listAfter(
      UUID account, Instant now, Instant seenAfter, Cursor cursor, int rows) {
    String live = "accountId = ?1 and expiresAt > ?2 and lastSeenAt > ?3";
    String order = " order by createdAt desc, id desc";
    if (cursor == null) {
      return find(live + order, account, now, seenAfter).page(0, rows).list();
    }
    return find(
            live + " and (createdAt < ?4 or (createdAt = ?4 and id < ?5))" + order,
            account,
            now,
            seenAfter,
            cursor.instant(0),
            cursor.uuid(1))
        .page(0, rows)
        .list();
  }

  long endOthers(UUID account, UUID keep) {
    return delete("accountId = ?1 and id <> ?2", account, keep);
  }

  /** Ends the oldest sessions beyond the number that one account may have. */
  void trim(UUID account, int keep) {
    List<SessionEntity> newestFirst =
        find("accountId = ?1 order by createdAt desc, id desc", account).list();
    newestFirst.stream().skip(keep).forEach(this::delete);
  }
}
