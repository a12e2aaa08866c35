package dev.trainyard.data.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.testing.PlatformTestResource;
import dev.trainyard.testing.SchemaOwner;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
class AuditTrailTest {

  private static final AuditedAction CHANGE = () -> "thing.change";

  @Inject AuditTrail trail;
  @Inject AuditVerification verification;
  @Inject AuditRetention retention;
  @Inject AgroalDataSource dataSource;

  @BeforeEach
  void tenEntries() {
    IntStream.range(0, 10).forEach(i -> append("ada", "acme/thing-" + i));
  }

  /** What a test breaks must not be seen by the next one. */
  @AfterEach
  void startAnew() throws SQLException {
    SchemaOwner.tamper(
        "DELETE FROM audit_entry; UPDATE audit_chain SET seq = base_seq, hash = base");
  }

  @Test
  void untouchedTrailHasNoFindings() {
    // When
    AuditVerification.Report report = verification.verify();

    // Then
    assertThat(report.findings()).isEmpty();
    assertThat(report.entries()).isEqualTo(10);
  }

  @Test
  void entryOfARolledBackChangeIsNotThere() {
    // When
    QuarkusTransaction.begin();
    trail.success(Actor.anonymous(), CHANGE, "undone", Map.of());
    QuarkusTransaction.rollback();

    // Then
    assertThat(verification.verify().entries()).isEqualTo(10);
  }

  @Test
  void refusalStaysWhenTheCallersTransactionRollsBack() {
    // When
    QuarkusTransaction.begin();
    trail.success(Actor.anonymous(), CHANGE, "undone", Map.of());
    trail.refused(Actor.anonymous(), CHANGE, "tried", Map.of("why", "closed"));
    QuarkusTransaction.rollback();

    // Then
    assertThat(verification.verify().entries()).isEqualTo(11);
  }

  @Test
  void concurrentTransactionsKeepEveryChainWhole() throws Exception {
    // Given
    List<Callable<Void>> writers =
        IntStream.range(0, 200)
            .<Callable<Void>>mapToObj(
                i ->
                    () -> {
                      append("writer-" + i, "thing");
                      return null;
                    })
            .toList();

    // When
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var written : pool.invokeAll(writers)) {
        written.get();
      }
    }

    // Then
    AuditVerification.Report report = verification.verify();
    assertThat(report.findings()).isEmpty();
    assertThat(report.entries()).isEqualTo(210);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "action = 'thing.read'",
        "outcome = 'refused'",
        "at = at + interval '1 microsecond'",
        "actor_id = gen_random_uuid()",
        "request_id = 'another'",
        "actor = 'bob'",
        "target = 'acme/other'",
        "details = '{}'",
        "details = '{\"a\": \"1\"}'",
        "target_commitment = sha256('x')",
        "hash = sha256('x')",
        "seq = seq + 1000000",
      })
  void changedEntryIsNamed(String change) throws SQLException {
    // Given
    long id = anyId();

    // When
    SchemaOwner.tamper("UPDATE audit_entry SET " + change + " WHERE id = " + id);

    // Then
    assertThat(verification.verify().findings())
        .isNotEmpty()
        .anySatisfy(finding -> assertThat(finding).contains("(id " + id + ")"));
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE FROM audit_entry WHERE id = (SELECT max(id) FROM audit_entry), should end at",
    "'UPDATE audit_chain SET seq = seq - 1 WHERE seq > 0', should end at",
    "'UPDATE audit_chain SET hash = base WHERE seq > 0', does not match the head",
  })
  void cutEndIsFound(String tampering, String finding) throws SQLException {
    // When
    SchemaOwner.tamper(tampering);

    // Then
    assertThat(verification.verify().findings()).anyMatch(line -> line.contains(finding));
  }

  @Test
  void erasedPersonIsGoneAndTheChainsStillVerify() throws SQLException {
    // Given
    UUID person = UUID.randomUUID();
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              trail.success(new Actor(person, "grace"), CHANGE, "acme/x", Map.of());
              trail.success(new Actor(UUID.randomUUID(), "ada"), CHANGE, "acme/grace", Map.of());
              trail.success(Actor.anonymous(), CHANGE, "y", Map.of("to", "Grace@Example.org"));
              trail.success(Actor.anonymous(), CHANGE, "grace-hopper", Map.of("to", "graceful"));
            });

    // When
    long changed = retention.forget(person, "grace", "grace@example.org");

    // Then
    assertThat(changed).isEqualTo(3);
    assertThat(texts()).noneMatch(text -> text.matches("(?i)(.*[^a-z-])?grace([^a-z-].*)?"));
    assertThat(texts()).anyMatch(text -> text.contains("grace-hopper"));
    assertThat(verification.verify().findings()).isEmpty();
  }

  @Test
  void lookByAPlatformRoleIsAnEntryOnceInAnHour() throws SQLException {
    // Given
    Actor admin = new Actor(UUID.randomUUID(), "root");
    UUID object = UUID.randomUUID();

    // When
    trail.seen(admin, CHANGE, object, "acme/private");
    trail.seen(admin, CHANGE, object, "acme/private");
    trail.seen(admin, CHANGE, UUID.randomUUID(), "acme/other");
    retention.forgetSights(Instant.now().plus(Duration.ofHours(1)));
    trail.seen(admin, CHANGE, object, "acme/private");

    // Then
    assertThat(query("SELECT target FROM audit_entry WHERE actor = 'root' ORDER BY id"))
        .containsExactly("acme/private", "acme/other", "acme/private");
  }

  @Test
  void functionDrawsFromAllChainsThatThereAre() throws SQLException {
    // When
    List<String> chains = query("SELECT count(*)::text FROM audit_chain");

    // Then
    assertThat(query("SELECT prosrc FROM pg_proc WHERE proname = 'audit_append'").getFirst())
        .contains("random() * " + chains.getFirst() + ")");
  }

  @Test
  void prunedChainsVerifyFromWhereTheyNowBegin() throws SQLException {
    // Given
    startAnew();
    IntStream.range(0, 40)
        .forEach(i -> append("ada", Instant.now().minus(Duration.ofDays(80 - i))));

    // When
    long removed = retention.prune(Instant.now().minus(Duration.ofHours(60 * 24 - 12)));

    // Then
    AuditVerification.Report report = verification.verify();
    assertThat(removed).isEqualTo(21);
    assertThat(report.entries()).isEqualTo(40 - removed);
    assertThat(report.findings()).isEmpty();
  }

  @Test
  void youngEntriesAreNeverPruned() {
    assertThatThrownBy(() -> retention.prune(Instant.now().minus(Duration.ofDays(29))))
        .hasStackTraceContaining("last 30 days stay");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE audit_entry SET actor = 'nobody'",
        "DELETE FROM audit_entry",
        "TRUNCATE audit_entry",
        "INSERT INTO audit_chain VALUES (99, 0, '', 0, '')",
        "UPDATE audit_chain SET seq = 0",
        "UPDATE audit_seal SET statement = ''",
        "DELETE FROM audit_seal",
      })
  void serviceItselfCannotRewriteIt(String statement) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement sql = connection.createStatement()) {
      assertThatThrownBy(() -> sql.execute(statement)).hasMessageContaining("permission denied");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"UPDATE audit_entry SET actor = 'nobody'", "TRUNCATE audit_entry CASCADE"})
  void evenTheOwnerIsStopped(String statement) {
    assertThatThrownBy(() -> SchemaOwner.run(statement)).hasMessageContaining("append-only");
  }

  private void append(String actor, String target) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                trail.success(
                    new Actor(UUID.randomUUID(), actor), CHANGE, target, Map.of("a", "1 ü")));
  }

  /** An entry of another time, which only the function's own parameter can give. */
  private void append(String actor, Instant at) {
    try (Connection connection = dataSource.getConnection();
        Statement sql = connection.createStatement()) {
      sql.execute(
          "SELECT audit_append(NULL, '%s', 'a', 't', 'success', NULL, '{}', '%s')"
              .formatted(actor, at));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private long anyId() throws SQLException {
    return Long.parseLong(query("SELECT min(id)::text FROM audit_entry").getFirst());
  }

  private List<String> texts() throws SQLException {
    return query("SELECT concat_ws(' ', actor, target, details) FROM audit_entry");
  }

  private List<String> query(String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }
}
