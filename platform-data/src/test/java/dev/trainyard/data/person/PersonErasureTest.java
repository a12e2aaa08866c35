package dev.trainyard.data.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.data.audit.Actor;
import dev.trainyard.data.audit.AuditFeed;
import dev.trainyard.data.audit.AuditRoutes;
import dev.trainyard.data.audit.AuditTrail;
import dev.trainyard.data.audit.AuditVerification;
import dev.trainyard.testing.DatabaseSearch;
import dev.trainyard.testing.PlatformTestResource;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Erasing and telling a person, in a service whose data is the trail and a note. */
@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
class PersonErasureTest implements AuditRoutes, PersonRoutes {

  @Inject PersonErasure erasure;
  @Inject PersonExport export;
  @Inject AuditFeed feed;
  @Inject AuditTrail trail;
  @Inject AuditVerification verification;
  @Inject AgroalDataSource dataSource;

  /** Data that counts how often it was erased. */
  @ApplicationScoped
  static class Notes implements PersonalData {

    private long erased;

    @Override
    public int order() {
      return 1;
    }

    @Override
    public void erase(ErasedPerson person, Map<String, Long> counts) {
      counts.put("notes", ++erased);
    }

    @Override
    public Map<String, String> exports() {
      return Map.of("note", "SELECT person.name AS author, 'ü' AS text FROM person");
    }
  }

  @Test
  void personIsToldAndThenForgottenOnce() throws Exception {
    // Given
    ErasedPerson person = person("zyxwvara");
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                trail.success(
                    new Actor(person.id(), person.name()),
                    () -> "thing.change",
                    "zyxwvara/thing",
                    Map.of("to", "zyxwvara@example.org")));
    assertThat(told(person))
        .contains("{\"kind\":\"note\",\"data\":{\"author\":\"zyxwvara\",\"text\":\"ü\"}}\n")
        .contains("\"kind\":\"audit\"", "zyxwvara/thing");
    String number = UUID.randomUUID().toString();

    // When
    ErasureReceipt receipt = erase(number, person);
    ErasureReceipt again = erase(number, person);

    // Then
    assertThat(again).isEqualTo(receipt);
    assertThat(receipt.counts()).containsEntry("auditEntries", 1L).containsKey("notes");
    assertThat(places("zyxwvara")).isEmpty();
    assertThat(places(person.pseudonym())).contains("audit_entry.target");
    assertThat(verification.verify().findings()).isEmpty();
    assertThat(collectAudit("").entries()).anyMatch(entry -> entry.action().equals("person.erase"));
  }

  @Test
  void trailKeepsWhatWasDoneInAnOrganisation() throws Exception {
    // Given
    ErasedPerson organisation =
        new ErasedPerson(
            UUID.randomUUID(), "acmeworks", List.of(), UUID.randomUUID(), "deleted-0123abcd", true);
    QuarkusTransaction.requiringNew()
        .run(() -> trail.success(Actor.anonymous(), () -> "thing.change", "acmeworks/x", Map.of()));

    // When
    ErasureReceipt receipt = erase(UUID.randomUUID().toString(), organisation);

    // Then
    assertThat(receipt.counts()).containsKey("notes").doesNotContainKey("auditEntries");
    assertThat(places("acmeworks")).contains("audit_entry.target");
    assertThat(collectAudit("").entries())
        .anyMatch(entry -> entry.action().equals("namespace.erase"));
  }

  @Test
  void whatIsNoNumberIsNotFound() {
    assertThatThrownBy(() -> erase("x", person("ada"))).isInstanceOf(ProblemException.class);
    assertThatThrownBy(() -> export("x", "ada")).isInstanceOf(ProblemException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "Cancelled by ada, Cancelled by deleted-0123abcd",
    "ada/iris, deleted-0123abcd/iris",
    "adam and canada, adam and canada",
    "mail to Ada@Example.org., mail to deleted-0123abcd.",
    "ada-lovelace, ada-lovelace",
  })
  void onlyWholeWordsAreReplaced(String text, String expected) {
    // Given
    ErasedPerson person = person("ada");

    // When
    String replaced =
        Pattern.compile(person.pattern(), Pattern.CASE_INSENSITIVE)
            .matcher(text)
            .replaceAll("$1" + person.pseudonym());

    // Then
    assertThat(replaced).isEqualTo(expected);
    assertThat(person.replacement()).isEqualTo("\\1deleted-0123abcd");
  }

  private static ErasedPerson person(String name) {
    return new ErasedPerson(
        UUID.randomUUID(),
        name,
        List.of(name + "@example.org"),
        UUID.randomUUID(),
        "deleted-0123abcd",
        false);
  }

  private String told(ErasedPerson person) throws IOException {
    var out = new ByteArrayOutputStream();
    ((StreamingOutput) export(person.id().toString(), person.name()).getEntity()).write(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private List<String> places(String word) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return DatabaseSearch.places(connection, word);
    }
  }

  @Override
  public PersonErasure erasure() {
    return erasure;
  }

  @Override
  public PersonExport export() {
    return export;
  }

  @Override
  public AuditFeed trail() {
    return feed;
  }
}
