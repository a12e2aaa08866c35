package dev.trainyard.auth.erasure;

import dev.trainyard.auth.sql.Rows;
import dev.trainyard.data.person.ErasedPerson;
import dev.trainyard.data.person.PersonalData;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/**
 * What auth-service itself holds about a person: credentials and memberships go, the account
 * remains as an empty, inactive row under the pseudonym, to which other rows refer.
 */
@ApplicationScoped
class OwnData implements PersonalData {

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
          "membership",
          "person_export",
          "account_link",
          "mail");

  /** Tables with rows for one address each. */
  private static final List<String> ADDRESSED =
      List.of("invitation", "password_reset_request", "pending_registration");

  private static final String ACCOUNT =
      "UPDATE account SET name = ?, email = NULL, display_name = 'Deleted user', password = NULL,"
          + " active = false, admin = false, auditor = false WHERE id = ?";

  private final Rows rows;

  OwnData(Rows rows) {
    this.rows = rows;
  }

  @Override
  public int order() {
    return 10;
  }

  @Override
  public void erase(ErasedPerson person, Map<String, Long> counts) {
    if (person.organisation()) {
      return;
    }
    QuarkusTransaction.requiringNew().timeout(600).run(() -> rows(person, counts));
    QuarkusTransaction.requiringNew().timeout(600).run(() -> copies(person, counts));
  }

  @Override
  public Map<String, String> exports() {
    return Map.of(
        "account",
        "SELECT a.name, a.email, a.display_name, a.created_at, a.admin, a.auditor"
            + " FROM account a, person WHERE a.id = person.id",
        "membership",
        "SELECT o.name AS organisation, m.role, m.since FROM membership m"
            + " JOIN organisation o ON o.id = m.organisation_id, person"
            + " WHERE m.account_id = person.id",
        "session",
        "SELECT s.created_at, s.expires_at, s.user_agent, s.network FROM browser_session s, person"
            + " WHERE s.account_id = person.id",
        "token",
        "SELECT t.name, t.hint, t.created_at, t.expires_at FROM personal_token t, person"
            + " WHERE t.account_id = person.id");
  }

  private void copies(ErasedPerson person, Map<String, Long> counts) {
    rows.update("SET LOCAL statement_timeout = 0");
    String[] words = person.words().toArray(String[]::new);
    counts.put(
        "copiedEntries",
        rows.first("SELECT collected_forget(?, ?)", row -> row.getLong(1), person.id(), words)
            .orElseThrow());
  }

  private void rows(ErasedPerson person, Map<String, Long> counts) {
    long deleted = 0;
    for (String table : THEIRS) {
      deleted += rows.update("DELETE FROM " + table + " WHERE account_id = ?", person.id());
    }
    for (String address : person.addresses()) {
      for (String table : ADDRESSED) {
        deleted += rows.update("DELETE FROM " + table + " WHERE email = lower(?)", address);
      }
    }
    counts.put("rowsDeleted", deleted);
    rows.update(
        "UPDATE robot SET created_by = ? WHERE created_by = ?", person.pseudonym(), person.name());
    rows.update(
        "INSERT INTO namespace (name, kind) VALUES (?, 'user') ON CONFLICT DO NOTHING",
        person.pseudonym());
    rows.update(ACCOUNT, person.pseudonym(), person.id());
  }
}
