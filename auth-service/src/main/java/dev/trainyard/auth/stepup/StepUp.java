package dev.trainyard.auth.stepup;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Caller;
import io.agroal.api.AgroalDataSource;
import io.quarkus.security.UnauthorizedException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * The rule that whoever makes credentials, gives roles or deletes has just proved to be there, with
 * the second factor where one is enrolled. It reads session and factor in one statement of its own,
 * so that every feature can ask it without knowing either.
 */
@ApplicationScoped
public class StepUp {

  /** How long a proof counts. */
  public static final Duration FRESH = Duration.ofMinutes(5);

  private static final String SESSION =
      """
      SELECT s.verified_at, s.methods, EXISTS (
        SELECT 1 FROM second_factor f
        WHERE f.account_id = s.account_id AND f.confirmed_at IS NOT NULL) AS enrolled
      FROM browser_session s WHERE s.id = ? AND s.account_id = ?""";

  private final AgroalDataSource dataSource;
  private final Clock clock;

  StepUp(AgroalDataSource dataSource, Clock clock) {
    this.dataSource = dataSource;
    this.clock = clock;
  }

  /**
   * Throws unless the caller proved within the last {@link #FRESH} to be there.
   *
   * @throws ProblemException {@code step-up-required} for a session that has to prove it again,
   *     plain 403 for tokens, robots and jobs, which never can
   */
  public void require(Caller caller) {
    switch (caller.credential()) {
      case "operator" -> {}
      case "session" -> requireFresh(caller);
      default ->
          throw ProblemException.forbidden("Only a signed-in session can do this, not a token");
    }
  }

  private void requireFresh(Caller caller) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(SESSION)) {
      statement.setObject(1, caller.credentialId().orElse(null));
      statement.setObject(2, caller.subject());
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new UnauthorizedException("The session has ended");
        }
        judge(row);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("A session's last proof cannot be read", e);
    }
  }

  private void judge(ResultSet row) throws SQLException {
    boolean enrolled = row.getBoolean("enrolled");
    boolean proved = !enrolled || !row.getString("methods").equals("pwd");
    OffsetDateTime verified = row.getObject("verified_at", OffsetDateTime.class);
    if (!proved || clock.instant().isAfter(verified.toInstant().plus(FRESH))) {
      throw ProblemException.stepUp(
          enrolled
              ? "Prove with your second factor that it is you, then repeat the request"
              : "Prove with your password that it is you, then repeat the request",
          enrolled ? List.of("totp", "recovery") : List.of("password"));
    }
  }
}
