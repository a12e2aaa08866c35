package dev.trainyard.data.person;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.testing.PlatformTestResource;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People may be called as the program calls its fields, numbers and states. */
@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
class ForgettingTest {

  private static final String PSEUDONYM = "deleted-0123456789ab";

  @Inject AgroalDataSource dataSource;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ada  | {\"by\": \"Ada\", \"all\": [\"ada/iris\", 7]} | {\"by\": \"$\", \"all\": [\"$/iris\", 7]}",
        "task | {\"task\": \"my task\"}                     | {\"task\": \"my $\"}",
        "42   | {\"seed\": 42, \"note\": \"42\"}              | {\"seed\": 42, \"note\": \"$\"}",
        "null | {\"seed\": null, \"on\": true}               | {\"seed\": null, \"on\": true}",
        "done | {\"state\": \"done\", \"text\": \"done\"}      | {\"state\": \"done\", \"text\": \"$\"}",
        "ada  | {\"text\": \"adamant ada. data\"}            | {\"text\": \"adamant $. data\"}",
        "ada  | {\"none\": {}, \"empty\": []}                | {\"none\": {}, \"empty\": []}"
      })
  void textsOfADocumentForgetAndItsFormStays(String name, String before, String after)
      throws SQLException {
    var person =
        new ErasedPerson(UUID.randomUUID(), name, List.of(), UUID.randomUUID(), PSEUDONYM, false);
    assertThat(
            text(
                "SELECT (forgotten(?::jsonb, ?, ?, '{state}') = ?::jsonb)::text",
                before,
                person.pattern(),
                person.replacement(),
                after.replace("$", PSEUDONYM)))
        .isEqualTo("true");
  }

  @ParameterizedTest
  @CsvSource({
    "ada/iris, deleted-1/iris",
    "adamant/iris, adamant/iris",
    "acme/ada, acme/ada",
    "ada, ada"
  })
  void repositoryOfThePersonNamesThePseudonym(String before, String after) throws SQLException {
    assertThat(text("SELECT moved_repository(?, 'ada', 'deleted-1')", before)).isEqualTo(after);
  }

  @Test
  void nothingIsForgottenOfNothing() throws SQLException {
    assertThat(text("SELECT forgotten(NULL, 'a', 'b', '{}')::text")).isNull();
    assertThat(text("SELECT moved_repository(NULL, 'a', 'b')")).isNull();
  }

  private String text(String query, String... values) throws SQLException {
    try (var connection = dataSource.getConnection();
        var statement = connection.prepareStatement(query)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      try (var row = statement.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }
}
