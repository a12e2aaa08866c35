package dev.trainyard.data.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trainyard.commons.web.RequestId;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Appends what happened. A success is written in the transaction of the change itself, so there is
 * neither a change without its entry nor an entry without its change. An entry holds a chain of the
 * database until its transaction ends: call it last.
 */
@ApplicationScoped
public class AuditTrail {

  private static final String APPEND = "SELECT audit_append(?, ?, ?, ?, ?, ?, ?::json, ?)";
  private static final String SIGHT =
      "INSERT INTO audit_sight (actor_id, action, object_id, hour) VALUES (?, ?, ?, ?)"
          + " ON CONFLICT DO NOTHING";

  private final AgroalDataSource dataSource;
  private final ObjectMapper json;
  private final Clock clock;

  AuditTrail(AgroalDataSource dataSource, ObjectMapper json, Clock clock) {
    this.dataSource = dataSource;
    this.json = json;
    this.clock = clock;
  }

  /** Records a change that commits with this entry or not at all. */
  @Transactional(TxType.MANDATORY)
  public void success(
      Actor actor, AuditedAction action, Object target, Map<String, String> details) {
    append(actor, action, target, "success", details);
  }

  /** Records an attempt that was refused, whatever becomes of the caller's transaction. */
  @Transactional(TxType.REQUIRES_NEW)
  public void refused(
      Actor actor, AuditedAction action, Object target, Map<String, String> details) {
    append(actor, action, target, "refused", details);
  }

  /**
   * Records that somebody looked at what only a platform role lets them see: the first time in an
   * hour, so that a reader of a thousand pages leaves one entry.
   *
   * @param object id of what was seen, or a fixed one for a list
   */
  @Transactional
  public void seen(Actor actor, AuditedAction action, UUID object, Object target) {
    if (firstThisHour(actor, action, object)) {
      append(actor, action, target, "success", Map.of());
    }
  }

  private boolean firstThisHour(Actor actor, AuditedAction action, UUID object) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(SIGHT)) {
      statement.setObject(1, actor.id());
      statement.setString(2, action.text());
      statement.setObject(3, object);
      statement.setObject(
          4, clock.instant().truncatedTo(ChronoUnit.HOURS).atOffset(ZoneOffset.UTC));
      return statement.executeUpdate() == 1;
    } catch (SQLException e) {
      throw new IllegalStateException("That something was read cannot be recorded", e);
    }
  }

  private void append(
      Actor actor,
      AuditedAction action,
      Object target,
      String outcome,
      Map<String, String> details) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(APPEND)) {
      statement.setObject(1, actor.id());
      statement.setString(2, actor.name());
      statement.setString(3, action.text());
      statement.setString(4, target.toString());
      statement.setString(5, outcome);
      statement.setString(6, RequestId.current());
      statement.setString(7, json.writeValueAsString(new TreeMap<>(details)));
      statement.setObject(
          8, clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
      statement.execute();
    } catch (SQLException e) {
      throw new IllegalStateException("An audit entry cannot be written", e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Audit details are not text", e);
    }
  }
}
