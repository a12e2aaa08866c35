package dev.trainyard.auth.registration;

import dev.trainyard.commons.paging.Cursor;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Queries over {@link InvitationEntity}. Transactions belong to the callers. */
@ApplicationScoped
class InvitationRepository implements PanacheRepositoryBase<InvitationEntity, UUID> {

  Optional<InvitationEntity> valid(List<byte[]> tokenHashes, Instant now) {
    return find("tokenHash in ?1 and expiresAt > ?2", tokenHashes, now).firstResultOptional();
  }

  /** Uses the invitation up; of two concurrent calls one gets true. */
  boolean consume(UUID id) {
    return delete("id", id) == 1;
  }

  /** Newest first; all for an administrator, else own ones and those into owned organisations. */
  List<InvitationEntity> listAfter(Viewer viewer, Instant now, Cursor cursor, int rows) {
    String query =
        "expiresAt > :now and (:all = true or createdBy = :account or organisationId in :owned)"
            + " and (createdAt < :at or (createdAt = :at and id < :id))"
            + " order by createdAt desc, id desc";
    return find(
            query,
            Map.of(
                "now",
                now,
                "all",
                viewer.all(),
                "account",
                viewer.account(),
                "owned",
                viewer.owned(),
                "at",
                cursor == null ? now.plusSeconds(1) : cursor.instant(0),
                "id",
                cursor == null ? new UUID(0, 0) : cursor.uuid(1)))
        .page(0, rows)
        .list();
  }

  /** Whose invitations a listing shows. */
  record Viewer(boolean all, UUID account, List<UUID> owned) {}
}
