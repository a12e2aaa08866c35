package dev.trainyard.data.person;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trainyard.data.audit.Actor;
import dev.trainyard.data.audit.AuditRetention;
import dev.trainyard.data.audit.AuditTrail;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Erases a person from everything that this service holds, the audit trail last, and remembers by a
 * receipt that it did. Whoever asks again gets the receipt.
 */
@ApplicationScoped
public class PersonErasure {

  private static final TypeReference<Map<String, Long>> COUNTS = new TypeReference<>() {};

  private final Instance<PersonalData> data;
  private final AuditRetention retention;
  private final AuditTrail trail;
  private final AgroalDataSource dataSource;
  private final ObjectMapper json;

  PersonErasure(
      @Any Instance<PersonalData> data,
      AuditRetention retention,
      AuditTrail trail,
      AgroalDataSource dataSource,
      ObjectMapper json) {
    this.data = data;
    this.retention = retention;
    this.trail = trail;
    this.dataSource = dataSource;
    this.json = json;
  }

  /** Erases a person under the number of the erasure. */
  public ErasureReceipt erase(UUID erasure, @NotNull @Valid ErasedPerson person) {
    return receipt(erasure)
        .orElseGet(
            () -> {
              Map<String, Long> counts = new TreeMap<>();
              data.stream()
                  .sorted(Comparator.comparingInt(PersonalData::order))
                  .forEach(kind -> kind.erase(person, counts));
              if (!person.organisation()) {
                counts.put(
                    "auditEntries",
                    retention.forget(person.id(), person.words().toArray(String[]::new)));
              }
              QuarkusTransaction.requiringNew().run(() -> finish(erasure, person, counts));
              return receipt(erasure).orElseThrow();
            });
  }

  private void finish(UUID erasure, ErasedPerson person, Map<String, Long> counts) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "INSERT INTO erasure_receipt (id, at, counts) VALUES (?, now(), ?::json)"
                    + " ON CONFLICT DO NOTHING")) {
      statement.setObject(1, erasure);
      statement.setString(2, json.writeValueAsString(counts));
      if (statement.executeUpdate() == 1) {
        trail.success(
            Actor.service("auth"),
            () -> person.organisation() ? "namespace.erase" : "person.erase",
            person.organisation() ? person.name() : person.pseudonym(),
            texts(counts));
      }
    } catch (SQLException | JsonProcessingException e) {
      throw new IllegalStateException("A receipt cannot be written", e);
    }
  }

  private static Map<String, String> texts(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, count -> count.getValue().toString()));
  }

  private Optional<ErasureReceipt> receipt(UUID erasure) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT at, counts::text FROM erasure_receipt WHERE id = ?")) {
      statement.setObject(1, erasure);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(
                new ErasureReceipt(
                    erasure,
                    row.getObject(1, OffsetDateTime.class).toInstant(),
                    json.readValue(row.getString(2), COUNTS)))
            : Optional.empty();
      }
    } catch (SQLException | JsonProcessingException e) {
      throw new IllegalStateException("A receipt cannot be read", e);
    }
  }
}
