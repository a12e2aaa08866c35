package dev.trainyard.auth.erasure;

import dev.trainyard.auth.sql.Rows;
import dev.trainyard.data.person.ErasedPerson;
import dev.trainyard.data.person.PersonalData;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** What auth-service itself holds about an organisation: all of it goes but the name. */
@ApplicationScoped
class OwnOrganisations implements PersonalData {

  /** Tables with rows of one organisation each, in the order in which they refer to each other. */
  static final List<String> THEIRS =
      List.of("team_member", "team", "robot", "invitation", "membership");

  private final Rows rows;

  OwnOrganisations(Rows rows) {
    this.rows = rows;
  }

  @Override
  public int order() {
    return 20;
  }

  @Override
  public void erase(ErasedPerson person, Map<String, Long> counts) {
    if (person.organisation()) {
      QuarkusTransaction.requiringNew().timeout(600).run(() -> delete(person, counts));
    }
  }

  @Override
  public Map<String, String> exports() {
    return Map.of();
  }

  private void delete(ErasedPerson organisation, Map<String, Long> counts) {
    long deleted = 0;
    for (String table : THEIRS) {
      deleted +=
          rows.update("DELETE FROM " + table + " WHERE organisation_id = ?", organisation.id());
    }
    deleted += rows.update("DELETE FROM organisation WHERE id = ? AND going", organisation.id());
    counts.put("rowsDeleted", deleted);
  }
}
