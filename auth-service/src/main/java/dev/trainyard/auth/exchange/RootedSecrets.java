package dev.trainyard.auth.exchange;

import dev.trainyard.auth.config.DerivedKeys;
import dev.trainyard.auth.session.Sessions;
import dev.trainyard.auth.token.PersonalTokens;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/**
 * What the session secret roots on the way of an exchange. While the secret of before is still
 * configured, a credential that is stored under it is first stored anew under the present one, so
 * that whatever is used in that time outlives the change.
 */
@ApplicationScoped
class RootedSecrets {

  private final DerivedKeys keys;
  private final AgroalDataSource dataSource;

  RootedSecrets(DerivedKeys keys, AgroalDataSource dataSource) {
    this.keys = keys;
    this.dataSource = dataSource;
  }

  /** The hash under which a session is stored. */
  byte[] session(String secret) {
    return stored(keys.hashes(Sessions.PURPOSE, secret), "browser_session");
  }

  /** The hash under which a token of a person or a secret of a robot is stored. */
  byte[] token(String secret) {
    return stored(keys.hashes(PersonalTokens.PURPOSE, secret), "personal_token", "robot_secret");
  }

  String csrfToken(UUID session, String root) {
    return keys.csrfToken(session, root);
  }

  private byte[] stored(List<byte[]> hashes, String... tables) {
    byte[] present = hashes.getFirst();
    for (byte[] previous : hashes.subList(1, hashes.size())) {
      for (String table : tables) {
        move(table, previous, present);
      }
    }
    return present;
  }

  private void move(String table, byte[] from, byte[] to) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "UPDATE %s SET secret_hash = ? WHERE secret_hash = ?".formatted(table))) {
      statement.setBytes(1, to);
      statement.setBytes(2, from);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("A credential cannot be stored anew", e);
    }
  }
}
