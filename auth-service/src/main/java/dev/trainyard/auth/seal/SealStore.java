package dev.trainyard.auth.seal;

import dev.trainyard.auth.seal.Seal.Head;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The rows behind the seals. */
@ApplicationScoped
class SealStore {

  private static final String HEADS =
      "SELECT chain, seq, hash FROM audit_chain WHERE seq > 0 ORDER BY chain";

  /** Entries that retention removed are known only by the last of them. */
  private static final String HASH =
      "SELECT hash FROM audit_entry WHERE chain = ? AND seq = ?"
          + " UNION ALL SELECT base FROM audit_chain WHERE chain = ? AND base_seq = ?";

  private static final String BASE = "SELECT base_seq FROM audit_chain WHERE chain = ?";

  private final AgroalDataSource dataSource;

  SealStore(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  List<Head> heads() {
    List<Head> heads = new ArrayList<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(HEADS);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        heads.add(new Head(rows.getInt(1), rows.getLong(2), hex(rows.getBytes(3))));
      }
      return heads;
    } catch (SQLException e) {
      throw new IllegalStateException("The ends of the audit trail cannot be read", e);
    }
  }

  void add(Instant at, String statement) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO audit_seal (at, statement) VALUES (?, ?)")) {
      insert.setObject(1, at.atOffset(ZoneOffset.UTC));
      insert.setString(2, statement);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("A seal cannot be stored", e);
    }
  }

  Optional<String> newest() {
    return statements("SELECT statement FROM audit_seal ORDER BY id DESC LIMIT 1").stream()
        .findFirst();
  }

  /** Every seal, oldest first. */
  List<String> all() {
    return statements("SELECT statement FROM audit_seal ORDER BY id");
  }

  /** Whether retention has removed the entry. */
  boolean pruned(Head head) {
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

  /** Hash of the entry at that place, if there is one. */
  Optional<String> hash(Head head) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(HASH)) {
      statement.setInt(1, head.chain());
      statement.setLong(2, head.seq());
      statement.setInt(3, head.chain());
      statement.setLong(4, head.seq());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(hex(row.getBytes(1))) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("An audit entry cannot be read", e);
    }
  }

  private List<String> statements(String sql) {
    List<String> statements = new ArrayList<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        statements.add(rows.getString(1));
      }
      return statements;
    } catch (SQLException e) {
      throw new IllegalStateException("The seals cannot be read", e);
    }
  }

  private static String hex(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }
}
