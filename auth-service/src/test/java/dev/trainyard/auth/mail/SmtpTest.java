package dev.trainyard.auth.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.trainyard.auth.AuthTestResource;
import dev.trainyard.auth.People;
import dev.trainyard.auth.ShiftedClock;
import dev.trainyard.auth.Together;
import dev.trainyard.auth.mail.SmtpServer.Message;
import dev.trainyard.auth.mail.SmtpServer.Mode;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithMail.class)
@QuarkusTestResource(AuthTestResource.class)
class SmtpTest {

  private static final Duration HOUR = Duration.ofHours(1);

  @Inject Outbox outbox;
  @Inject MailStore store;
  @Inject AgroalDataSource dataSource;
  SmtpServer server;

  @AfterEach
  void behave() throws IOException {
    server.behave(Mode.WELL);
  }

  @Test
  void mailIsDeliveredOverAnEncryptedConnectionAfterSigningIn() {
    // When
    String to = put("greeting", HOUR);

    // Then
    patiently().until(() -> received(to).size() == 1);
    Message message = received(to).getFirst();
    assertThat(message.encrypted()).isTrue();
    assertThat(message.login()).isEqualTo("trainyard " + WithMail.LOGIN);
    assertThat(message.header("Subject")).isEqualTo("Hello");
    assertThat(message.header("From")).isEqualTo("trainyard@example.org");
    assertThat(message.header("To")).isEqualTo(to);
    assertThat(message.text()).contains("https://ml.example.org/hello#secret");
  }

  @Test
  void nothingOfASentMailIsKept() {
    // When
    String to = put("kept", HOUR);

    // Then
    patiently().until(() -> received(to).size() == 1);
    patiently().until(() -> state("kept").equals("SENT"));
    assertThat(column("kept", "coalesce(body, recipient, subject)")).isNull();
  }

  @Test
  void mailOfATransactionThatFailsIsNotSent() {
    // Given
    String lost = address();

    // When
    QuarkusTransaction.begin();
    outbox.put(letter("lost", lost, HOUR));
    QuarkusTransaction.rollback();
    String later = put("later", HOUR);

    // Then
    patiently().until(() -> received(later).size() == 1);
    assertThat(received(lost)).isEmpty();
  }

  @Test
  void serverWithoutStarttlsGetsNothingAndTheMailWaits() throws IOException {
    // Given
    server.behave(Mode.WITHOUT_STARTTLS);
    server.commands().clear();

    // When
    String to = put("no-starttls", HOUR);

    // Then
    patiently().until(() -> hasFailed("no-starttls"));
    assertThat(server.commands()).noneMatch(line -> line.matches("(?i)(auth|mail|rcpt|data).*"));
    assertThat(received(to)).isEmpty();
  }

  @Test
  void serverWithAnothersCertificateGetsNothing() throws IOException {
    // Given
    server.behave(Mode.WITH_A_STRANGERS_CERTIFICATE);
    server.commands().clear();

    // When
    String to = put("stranger", HOUR);

    // Then
    patiently().until(() -> hasFailed("stranger"));
    assertThat(server.commands()).noneMatch(line -> line.matches("(?i)(auth|mail|rcpt|data).*"));
    assertThat(received(to)).isEmpty();
  }

  @Test
  void mailForAServerThatIsDownArrivesOnceItIsBack() throws IOException {
    // Given
    server.goDown();
    String to = put("down", HOUR);
    patiently().until(() -> hasFailed("down"));

    // When
    server.comeBack();

    // Then
    try (var _ = ShiftedClock.forward(Duration.ofMinutes(5))) {
      patiently().until(() -> received(to).size() == 1);
    }
    assertThat(received(to).getFirst().header("Message-ID"))
        .isEqualTo("<" + column("down", "id") + "@ml.example.org>");
  }

  @Test
  void mailThatIsNeverTakenIsGivenUp() throws IOException {
    // Given
    server.behave(Mode.REFUSING);
    String to = put("refused", Duration.ofDays(30));

    // When
    patiently()
        .until(
            () -> {
              makeDue("refused");
              return state("refused").equals("DEAD");
            });

    // Then
    assertThat(attempts("refused")).isEqualTo(10);
    assertThat(column("refused", "coalesce(body, recipient, subject)")).isNull();
    assertThat(received(to)).isEmpty();
  }

  @Test
  void mailWhoseLinkHasEndedIsNotSent() throws IOException {
    // Given
    server.goDown();
    String to = put("late", Duration.ofMinutes(30));
    patiently().until(() -> hasFailed("late"));

    // When
    try (var _ = ShiftedClock.forward(Duration.ofMinutes(31))) {
      server.comeBack();

      // Then
      patiently().until(() -> state("late").equals("DEAD"));
    }
    assertThat(received(to)).isEmpty();
  }

  @Test
  void replicasThatClaimAtTheSameMomentGetDifferentMails() throws Exception {
    // Given
    server.behave(Mode.REFUSING);
    for (int i = 0; i < Together.TIMES; i++) {
      put("claimed", HOUR);
    }
    Instant later = Instant.now().plus(Duration.ofHours(2));

    // When
    List<UUID> claimed =
        Together.call(i -> store.claim(later, later.plus(HOUR))).stream()
            .flatMap(Optional::stream)
            .map(StoredMail::id)
            .toList();

    // Then
    assertThat(claimed).doesNotHaveDuplicates().hasSizeGreaterThan(10);
  }

  @Test
  void statusTellsOfTheServerAndNothingElse() {
    People.anonymous()
        .get("/api/v1/auth/mail")
        .then()
        .statusCode(200)
        .body("transport", equalTo("smtp"))
        .body("folder", nullValue());
  }

  private String put(String kind, Duration life) {
    String to = address();
    QuarkusTransaction.requiringNew().run(() -> outbox.put(letter(kind, to, life)));
    return to;
  }

  private static Letter letter(String kind, String to, Duration life) {
    String text =
        "Good day.\n\nhttps://ml.example.org/hello#secret\n.\nA dot alone ends nothing.\n";
    return new Letter(kind, null, to, "Hello", text, life);
  }

  private static String address() {
    return People.freshName("to") + "@example.org";
  }

  private List<Message> received(String to) {
    return server.messages().stream().filter(message -> message.to().contains(to)).toList();
  }

  /** The lease of an attempt that is under way reaches further than the first wait. */
  private boolean hasFailed(String kind) {
    return attempts(kind) > 0
        && column(kind, "next_try_at < now() + interval '55 seconds'").equals("t");
  }

  private int attempts(String kind) {
    return Integer.parseInt(column(kind, "attempts"));
  }

  private String state(String kind) {
    return column(kind, "state");
  }

  private void makeDue(String kind) {
    execute("UPDATE mail SET next_try_at = created_at WHERE state = 'WAITING' AND kind = ?", kind);
  }

  private void execute(String sql, String kind) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, kind);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private String column(String kind, String what) {
    String sql = "SELECT " + what + " FROM mail WHERE kind = ?";
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, kind);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static ConditionFactory patiently() {
    return await().atMost(Duration.ofMinutes(3));
  }
}
