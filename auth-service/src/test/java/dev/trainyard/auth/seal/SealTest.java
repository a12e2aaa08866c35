package dev.trainyard.auth.seal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.auth.AuthTestResource;
import dev.trainyard.auth.People;
import dev.trainyard.auth.key.SealKeys;
import dev.trainyard.data.MigrateMode;
import dev.trainyard.data.audit.AuditVerification;
import dev.trainyard.testing.SchemaOwner;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(AuthTestResource.class)
class SealTest {

  @Inject Sealing sealing;
  @Inject Seals seals;
  @Inject SealKeys keys;
  @Inject AuditVerification verification;
  @Inject AgroalDataSource dataSource;

  @Test
  void sealStatesTheEndsOfTheChainsAndIsNotRepeated() {
    // Given
    People.person("ada");

    // When
    Optional<String> seal = sealing.seal();

    // Then
    assertThat(keys.verify(seal.orElseThrow()).orElseThrow()).contains("\"heads\":[{\"chain\":");
    assertThat(seals.check()).isEmpty();
    assertThat(sealing.seal()).isEmpty();
  }

  @Test
  void statementOfAnotherKeyOrOfAnAccessTokenIsNoSeal() {
    String seal = keys.sign("{}");
    assertThat(keys.verify(seal)).contains("{}");
    assertThat(keys.verify(seal.substring(0, seal.length() - 6) + "AAAAAA")).isEmpty();
    assertThat(keys.verify(People.person("ada").jwt())).isEmpty();
    assertThat(keys.verify("no statement")).isEmpty();
  }

  @Test
  void rewriteOfAWholeChainIsSeenByItsSeal() throws SQLException {
    // Given
    People.person("ada");
    sealing.seal();
    assertThat(new MigrateMode.Once().run("verify-audit")).isZero();
    List<String> before = verification.verify().findings();

    // When: a chain is computed anew, so that its own hashes fit again
    long chain = number("SELECT chain FROM audit_entry ORDER BY id DESC LIMIT 1");
    asOwner(
        """
        ALTER TABLE audit_entry DISABLE TRIGGER USER;
        CREATE TEMP TABLE saved AS SELECT * FROM audit_entry WHERE chain = %1$d;
        CREATE TEMP TABLE head AS SELECT * FROM audit_chain WHERE chain = %1$d;
        DELETE FROM audit_entry WHERE chain = %1$d;
        UPDATE audit_chain SET seq = base_seq, hash = base WHERE chain = %1$d;
        SELECT set_config('trainyard.audit_chain', '%1$d', false);
        SELECT audit_append(actor_id, 'nobody', action, coalesce(target, ''), outcome, request_id,
          coalesce(details, '{}'), at)
          FROM saved ORDER BY seq"""
            .formatted(chain),
        () -> {
          assertThat(verification.verify().findings()).isEmpty();

          // Then
          assertThat(seals.check()).anyMatch(line -> line.startsWith("chain " + chain + ": "));
          assertThat(new MigrateMode.Once().run("verify-audit")).isEqualTo(3);
        },
        """
        DELETE FROM audit_entry WHERE chain = %1$d;
        INSERT INTO audit_entry OVERRIDING SYSTEM VALUE SELECT * FROM saved;
        UPDATE audit_chain c SET seq = head.seq, hash = head.hash FROM head WHERE c.chain = %1$d;
        ALTER TABLE audit_entry ENABLE TRIGGER USER"""
            .formatted(chain));
    assertThat(before).isEmpty();
    assertThat(seals.check()).isEmpty();
  }

  private long number(String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Runs something between two changes that only the owner of the schema can make. */
  private void asOwner(String before, Runnable between, String after) throws SQLException {
    try (Connection connection = SchemaOwner.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(before);
      try {
        between.run();
      } finally {
        statement.execute(after);
      }
    }
  }
}
