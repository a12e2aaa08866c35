package dev.trainyard.auth.erasure;

import dev.trainyard.auth.sql.Rows;
import dev.trainyard.data.audit.AuditRetention;
import dev.trainyard.data.person.ErasedPerson;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * What auth-service itself holds about a person: credentials and memberships go, the account
 * remains as an empty, inactive row under the pseudonym, to which other rows refer.
 */
@ApplicationScoped
class OwnData {

  /** Tables with rows of one account each. */
  static final List<String> THEIRS =
      List.of(
          "browser_session",
          "personal_token",
          "device_login",
          "oauth_grant",
          "recovery_code",
          "second_factor",
          "sign_in_challenge",
          "job_grant",
          "team_member",
          "membership");

  private static final String ACCOUNT =
      "UPDATE account SET name = ?, email = NULL, display_name = 'Deleted user', password = NULL,"
          + " active = false, admin = false, auditor = false WHERE id = ?";

  private final Rows rows;
  private final AuditRetention trail;

  OwnData(Rows rows, AuditRetention trail) {
    this.rows = rows;
    this.trail = trail;
  }

  /** Erases the rows in one transaction, then the texts of the trails; it can be repeated. */
  void erase(ErasedPerson person) {
    QuarkusTransaction.requiringNew().timeout(600).run(() -> rows(person));
    String[] words = person.words().toArray(String[]::new);
    trail.forget(person.id(), words);
    QuarkusTransaction.requiringNew()
        .timeout(600)
        .run(
            () -> {
              rows.update("SET LOCAL statement_timeout = 0");
              rows.first(
                  "SELECT collected_forget(?, ?)", row -> row.getLong(1), person.id(), words);
            });
  }

  private void rows(ErasedPerson person) {
    for (String table : THEIRS) {
      rows.update("DELETE FROM " + table + " WHERE account_id = ?", person.id());
    }
    for (String address : person.addresses()) {
      rows.update("DELETE FROM invitation WHERE email = lower(?)", address);
    }
    rows.update(
        "UPDATE robot SET created_by = ? WHERE created_by = ?", person.pseudonym(), person.name());
    rows.update(
        "INSERT INTO namespace (name, kind) VALUES (?, 'user') ON CONFLICT DO NOTHING",
        person.pseudonym());
    rows.update(ACCOUNT, person.pseudonym(), person.id());
    rows.update("DELETE FROM namespace WHERE name = ? AND kind = 'user'", person.name());
  }
}
