package dev.trainyard.hub.repository;

import dev.trainyard.data.audit.Actor;
import dev.trainyard.data.person.ErasedPerson;
import dev.trainyard.data.person.PersonalData;
import dev.trainyard.hub.sql.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;
import java.util.Map;

/**
 * A person's repositories go, with their history; in those of others the pseudonym takes the
 * person's place. Files stay as they are: they are addressed by what they hold.
 */
@ApplicationScoped
class ErasedRepositories implements PersonalData {

  private static final int BATCH = 100;
  private static final String OWN =
      "SELECT id, namespace, name, visibility FROM hub_repository WHERE namespace = ? LIMIT ?";

  private final RepositoryTable table;
  private final Event<RepositoryDeleted> deleted;
  private final HubTrail trail;
  private final Sql sql;

  ErasedRepositories(
      RepositoryTable table, Event<RepositoryDeleted> deleted, HubTrail trail, Sql sql) {
    this.table = table;
    this.deleted = deleted;
    this.trail = trail;
    this.sql = sql;
  }

  @Override
  public int order() {
    return 20;
  }

  @Override
  public void erase(ErasedPerson person, Map<String, Long> counts) {
    long removed = 0;
    List<RepositoryRef> own = own(person);
    while (!own.isEmpty()) {
      for (RepositoryRef repository : own) {
        QuarkusTransaction.requiringNew().run(() -> remove(repository));
        removed++;
      }
      own = own(person);
    }
    counts.put("repositoriesDeleted", removed);
    if (!person.organisation()) {
      QuarkusTransaction.requiringNew().timeout(600).run(() -> anonymise(person, counts));
    }
  }

  @Override
  public Map<String, String> exports() {
    return Map.of(
        "repository",
        "SELECT r.namespace, r.name, r.visibility, r.description, r.created_at, r.updated_at"
            + " FROM hub_repository r, person WHERE r.namespace = person.name"
            + " OR r.created_by = person.id",
        "commit",
        "SELECT r.namespace, r.name, c.id, c.message, c.author, c.created_at FROM hub_commit c"
            + " JOIN hub_repository r ON r.id = c.repository_id, person"
            + " WHERE c.author_id = person.id",
        "upload",
        "SELECT u.filename, u.length, u.received, u.state, u.created_at, u.expires_at"
            + " FROM hub_upload u, person WHERE u.owner_id = person.id");
  }

  private List<RepositoryRef> own(ErasedPerson person) {
    return sql.list(OWN, RepositoryRef::from, person.name(), BATCH);
  }

  private void remove(RepositoryRef repository) {
    deleted.fire(new RepositoryDeleted(repository));
    table.delete(repository.id());
    trail.changed(Actor.service("auth"), HubChange.DELETE, repository.fullName(), Map.of());
  }

  private void anonymise(ErasedPerson person, Map<String, Long> counts) {
    sql.update("SET LOCAL statement_timeout = 0");
    counts.put(
        "uploadsDeleted",
        (long) sql.update("DELETE FROM hub_upload WHERE owner_id = ?", person.id()));
    counts.put(
        "commitsAnonymised",
        (long)
            sql.update(
                "UPDATE hub_commit SET author = ?, author_id = ? WHERE author_id = ?",
                person.pseudonym(),
                person.pseudonymId(),
                person.id()));
    sql.update(
        "UPDATE hub_repository SET created_by = ? WHERE created_by = ?",
        person.pseudonymId(),
        person.id());
    replace("hub_commit", "message", person);
    replace("hub_repository", "description", person);
  }

  /** Table and column are constants of this class. */
  private void replace(String tableName, String column, ErasedPerson person) {
    sql.update(
        "UPDATE %1$s SET %2$s = regexp_replace(%2$s, ?, ?, 'gi') WHERE %2$s ~* ?"
            .formatted(tableName, column),
        person.pattern(),
        person.replacement(),
        person.pattern());
  }
}
