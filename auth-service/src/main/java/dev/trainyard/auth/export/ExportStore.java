package dev.trainyard.auth.export;

import dev.trainyard.auth.sql.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows behind exports. Each attempt writes parts of its own, so two never mix. */
@ApplicationScoped
class ExportStore {

  private static final String BEGIN =
      "INSERT INTO person_export AS e (id, account_id, requested_at, expires_at, next_at)"
          + " VALUES (?, ?, now(), now() + ? * interval '1 second', now())"
          + " ON CONFLICT (account_id) DO UPDATE SET id = excluded.id,"
          + " requested_at = excluded.requested_at, expires_at = excluded.expires_at,"
          + " next_at = excluded.next_at, state = 'collecting', bytes = 0, attempts = 0"
          + " WHERE e.state <> 'collecting'";
  private static final String CLAIM =
      """
      UPDATE person_export e SET attempts = attempts + 1, next_at = now() + interval '10 minutes'
      FROM account a WHERE a.id = e.account_id AND e.id IN (SELECT id FROM person_export
        WHERE state = 'collecting' AND next_at <= now() ORDER BY next_at LIMIT 1
        FOR UPDATE SKIP LOCKED)
      RETURNING e.id, e.attempts, a.id, a.name""";
  private static final String READY =
      "UPDATE person_export SET state = 'ready', bytes = ? WHERE id = ? AND attempts = ?"
          + " AND state = 'collecting'";
  private static final String TAKE =
      "UPDATE person_export SET state = 'downloaded' WHERE account_id = ? AND state = 'ready'"
          + " AND expires_at > now() RETURNING id, attempts";

  private final Rows rows;

  ExportStore(Rows rows) {
    this.rows = rows;
  }

  /** An attempt to make an archive. */
  record Attempt(UUID export, int number, UUID person, String name) {}

  /** An archive that can be read. */
  record Archive(UUID export, int attempt) {}

  /** Begins an export; what was made before goes. False while one is being made. */
  boolean begin(UUID account, Duration life) {
    rows.update(
        "DELETE FROM person_export_part WHERE export_id IN (SELECT id FROM person_export"
            + " WHERE account_id = ? AND state <> 'collecting')",
        account);
    return rows.update(BEGIN, UUID.randomUUID(), account, life.toSeconds()) == 1;
  }

  Optional<ExportResponse> find(UUID account) {
    return rows.first(
        "SELECT state, requested_at, expires_at, bytes FROM person_export WHERE account_id = ?"
            + " AND expires_at > now()",
        row ->
            new ExportResponse(
                row.getString(1), Rows.instant(row, 2), Rows.instant(row, 3), row.getLong(4)),
        account);
  }

  Optional<Attempt> claim() {
    return rows.first(
        CLAIM,
        row ->
            new Attempt(
                row.getObject(1, UUID.class),
                row.getInt(2),
                row.getObject(3, UUID.class),
                row.getString(4)));
  }

  void addPart(Attempt attempt, int number, byte[] content) {
    rows.update(
        "INSERT INTO person_export_part (export_id, attempt, number, content) VALUES (?, ?, ?, ?)",
        attempt.export(),
        attempt.number(),
        number,
        content);
  }

  void ready(Attempt attempt, long bytes) {
    rows.update(READY, bytes, attempt.export(), attempt.number());
    rows.update(
        "DELETE FROM person_export_part WHERE export_id = ? AND attempt <> ?",
        attempt.export(),
        attempt.number());
  }

  /** Lets it be tried again later, or gives up. */
  void failed(Attempt attempt, boolean forGood) {
    rows.update(
        "UPDATE person_export SET state = ?, next_at = now() + interval '1 minute'"
            + " WHERE id = ? AND attempts = ?",
        forGood ? "failed" : "collecting",
        attempt.export(),
        attempt.number());
    rows.update(
        "DELETE FROM person_export_part WHERE export_id = ? AND attempt = ?",
        attempt.export(),
        attempt.number());
  }

  /** Gives the archive to the one who asks first. */
  Optional<Archive> take(UUID account) {
    return rows.first(
        TAKE, row -> new Archive(row.getObject(1, UUID.class), row.getInt(2)), account);
  }

  Optional<byte[]> part(Archive archive, int number) {
    return rows.first(
        "SELECT content FROM person_export_part WHERE export_id = ? AND attempt = ? AND number = ?",
        row -> row.getBytes(1),
        archive.export(),
        archive.attempt(),
        number);
  }

  void drop(Archive archive) {
    rows.update("DELETE FROM person_export_part WHERE export_id = ?", archive.export());
  }

  /** Removes what nobody may download any more. */
  List<UUID> expire() {
    return rows.list(
        "DELETE FROM person_export WHERE expires_at < now() RETURNING id",
        row -> row.getObject(1, UUID.class));
  }
}
