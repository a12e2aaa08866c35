package dev.trainyard.data.audit;

import dev.trainyard.data.audit.AuditSeal.Head;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Compares what was sealed with the chains of this database. */
@ApplicationScoped
public class AuditEnds {

  /** Entries that retention removed are known only by the last of them. */
  private static final String HASH =
      "SELECT hash FROM audit_entry WHERE chain = ? AND seq = ?"
          + " UNION ALL SELECT base FROM audit_chain WHERE chain = ? AND base_seq = ?";

  private static final String BASE = "SELECT base_seq FROM audit_chain WHERE chain = ?";

  private final AgroalDataSource dataSource;

  AuditEnds(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** One line for each end that is not the one that was sealed; retention may have removed it. */
  public List<String> compare(AuditSeal seal) {
    return seal.heads().stream()
        .filter(head -> !pruned(head))
        .flatMap(head -> finding(seal, head).stream())
        .toList();
  }

  private Optional<String> finding(AuditSeal seal, Head head) {
    Optional<String> present = hash(head);
    if (present.isEmpty()) {
      return Optional.of(
          "chain %d: entry %d is missing, which was sealed at %s"
              .formatted(head.chain(), head.seq(), seal.at()));
    }
    return present.get().equals(head.hash())
        ? Optional.empty()
        : Optional.of(
            "chain %d: entry %d or one before it is not the one that was sealed at %s"
                .formatted(head.chain(), head.seq(), seal.at()));
  }

  private boolean pruned(Head head) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(BASE)) {
      statement.setInt(1, head.chain());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && head.seq() < row.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The start of an audit chain cannot be read", e);
    }
  }

  private Optional<String> hash(Head head) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(HASH)) {
      statement.setInt(1, head.chain());
      statement.setLong(2, head.seq());
      statement.setInt(3, head.chain());
      statement.setLong(4, head.seq());
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(HexFormat.of().formatHex(row.getBytes(1)))
            : Optional.empty();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("An audit entry cannot be read", e);
    }
  }
}
