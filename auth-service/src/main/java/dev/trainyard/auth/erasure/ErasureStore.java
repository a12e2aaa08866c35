package dev.trainyard.auth.erasure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trainyard.auth.peer.Peer;
import dev.trainyard.auth.sql.Rows;
import dev.trainyard.data.person.ErasedPerson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The rows behind erasures. */
@ApplicationScoped
class ErasureStore {

  private static final TypeReference<Map<String, Long>> COUNTS = new TypeReference<>() {};
  private static final int PSEUDONYM_BYTES = 6;

  private static final String BEGIN =
      "INSERT INTO erasure (id, person, name, addresses, pseudonym, pseudonym_id, organisation,"
          + " requested_at) VALUES (?, ?, ?, ?, ?, ?, ?, now()) ON CONFLICT (person) DO NOTHING";
  private static final String CLAIM =
      """
      UPDATE erasure_step SET attempts = attempts + 1,
        next_at = now() + least(3600, 60 * power(2, least(attempts, 10))) * interval '1 second'
      WHERE (erasure_id, service) IN (SELECT erasure_id, service FROM erasure_step
        WHERE done_at IS NULL AND next_at <= now() ORDER BY next_at LIMIT 20 FOR UPDATE SKIP LOCKED)
      RETURNING erasure_id, service""";
  private static final String DONE =
      "UPDATE erasure_step SET done_at = now(), counts = ?::json, failure = NULL"
          + " WHERE erasure_id = ? AND service = ? AND done_at IS NULL";
  private static final String FAILED =
      "UPDATE erasure_step SET failure = ?, next_at = now() + least(3600, 10 * power(2,"
          + " least(attempts, 10))) * interval '1 second' WHERE erasure_id = ? AND service = ?";
  private static final String ACKNOWLEDGED =
      """
      UPDATE erasure SET finish_attempts = finish_attempts + 1,
        finish_at = now() + interval '30 minutes'
      WHERE id = (SELECT e.id FROM erasure e WHERE e.completed_at IS NULL AND e.finish_at <= now()
        AND NOT EXISTS (SELECT 1 FROM erasure_step s WHERE s.erasure_id = e.id
          AND (s.done_at IS NULL OR s.done_at > now() - ? * interval '1 second'))
        ORDER BY e.finish_at, e.id LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING id""";
  private static final String UNFINISHED =
      "UPDATE erasure SET finish_at = now() + least(3600, 10 * power(2,"
          + " least(finish_attempts, 10))) * interval '1 second' WHERE id = ?";
  private static final String FREE_NAME =
      """
      DELETE FROM namespace n USING erasure e
      WHERE e.id = ? AND n.name = e.name
        AND n.kind = CASE WHEN e.organisation THEN 'organisation' ELSE 'user' END
        AND NOT EXISTS (SELECT 1 FROM account a WHERE a.name = n.name)
        AND NOT EXISTS (SELECT 1 FROM organisation o WHERE o.name = n.name)""";

  private final Rows rows;
  private final ObjectMapper json;
  private final SecureRandom random = new SecureRandom();

  ErasureStore(Rows rows, ObjectMapper json) {
    this.rows = rows;
    this.json = json;
  }

  /** A step that this replica has to try now. */
  record Claim(UUID erasure, String service) {}

  /**
   * Begins the erasure of a person; the one that has begun stays.
   *
   * @param organisation whether it is one and no person
   */
  void begin(PersonErased person, boolean organisation, int delaySeconds) {
    byte[] drawn = new byte[PSEUDONYM_BYTES];
    random.nextBytes(drawn);
    UUID id = UUID.randomUUID();
    int begun =
        rows.update(
            BEGIN,
            id,
            person.id(),
            person.name(),
            person.addresses().toArray(String[]::new),
            "deleted-" + HexFormat.of().formatHex(drawn),
            UUID.randomUUID(),
            organisation);
    if (begun == 0) {
      return;
    }
    for (Peer peer : Peer.values()) {
      rows.update(
          "INSERT INTO erasure_step (erasure_id, service, next_at)"
              + " VALUES (?, ?, now() + ? * interval '1 second')",
          id,
          peer.text(),
          delaySeconds);
    }
  }

  Optional<UUID> of(UUID person) {
    return rows.first(
        "SELECT id FROM erasure WHERE person = ?", row -> row.getObject(1, UUID.class), person);
  }

  /** Steps that are due; another replica does not get them before their next time. */
  List<Claim> claim() {
    return rows.list(CLAIM, row -> new Claim(row.getObject(1, UUID.class), row.getString(2)));
  }

  /** Whom it is about, empty when it is complete. */
  Optional<ErasedPerson> person(UUID erasure) {
    return rows.first(
        "SELECT person, name, addresses, pseudonym_id, pseudonym, organisation FROM erasure"
            + " WHERE id = ? AND completed_at IS NULL",
        row ->
            new ErasedPerson(
                row.getObject(1, UUID.class),
                row.getString(2),
                List.of((String[]) row.getArray(3).getArray()),
                row.getObject(4, UUID.class),
                row.getString(5),
                row.getBoolean(6)),
        erasure);
  }

  void done(Claim claim, Map<String, Long> counts) {
    rows.update(DONE, text(counts), claim.erasure(), claim.service());
  }

  void failed(Claim claim, String why) {
    rows.update(FAILED, why, claim.erasure(), claim.service());
  }

  /**
   * An erasure that every other service has acknowledged, that is not complete and whose turn it
   * is; no other replica gets it for as long as the work may take.
   *
   * @param restSeconds how long ago: copies of a trail that were on their way have arrived
   */
  Optional<UUID> acknowledged(int restSeconds) {
    return rows.first(ACKNOWLEDGED, row -> row.getObject(1, UUID.class), restSeconds);
  }

  /** Lets an erasure that could not be finished wait, the longer the more often it was tried. */
  void unfinished(UUID erasure) {
    rows.update(UNFINISHED, erasure);
  }

  /**
   * Forgets whom it was about. Only now somebody else can take the name: while the erasure is under
   * way, what bears it is of nobody else.
   */
  @Transactional
  void complete(UUID erasure) {
    rows.update(FREE_NAME, erasure);
    rows.update(
        "UPDATE erasure SET completed_at = now(), name = NULL, addresses = NULL WHERE id = ?",
        erasure);
  }

  Optional<ErasureResponse> find(UUID erasure) {
    List<Step> steps =
        rows.list(
            "SELECT service, attempts, failure, done_at, counts::text FROM erasure_step"
                + " WHERE erasure_id = ? ORDER BY service",
            this::step,
            erasure);
    return rows.first(
        "SELECT id, pseudonym, requested_at, completed_at FROM erasure WHERE id = ?",
        row ->
            new ErasureResponse(
                erasure, row.getString(2), Rows.instant(row, 3), Rows.instant(row, 4), steps),
        erasure);
  }

  private Step step(ResultSet row) throws SQLException {
    return new Step(
        row.getString(1),
        row.getInt(2),
        row.getString(3),
        Rows.instant(row, 4),
        counts(row.getString(5)));
  }

  private Map<String, Long> counts(String text) {
    try {
      return text == null ? null : json.readValue(text, COUNTS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A receipt has another form", e);
    }
  }

  private String text(Map<String, Long> counts) {
    try {
      return json.writeValueAsString(counts);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Counts are not numbers", e);
    }
  }
}
