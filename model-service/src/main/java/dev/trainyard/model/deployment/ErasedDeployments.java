package dev.trainyard.model.deployment;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.data.audit.Actor;
import dev.trainyard.data.person.ErasedPerson;
import dev.trainyard.data.person.PersonalData;
import dev.trainyard.hub.sql.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A person's deployments end, and so do those of others that serve a model of the person, which is
 * about to go; elsewhere the pseudonym takes the person's place.
 */
@ApplicationScoped
class ErasedDeployments implements PersonalData {

  private static final Duration COME_AGAIN = Duration.ofSeconds(20);

  private final DeploymentRepository deployments;
  private final DeploymentTrail trail;
  private final Sql sql;

  ErasedDeployments(DeploymentRepository deployments, DeploymentTrail trail, Sql sql) {
    this.deployments = deployments;
    this.trail = trail;
    this.sql = sql;
  }

  @Override
  public int order() {
    return 10;
  }

  @Override
  public void erase(ErasedPerson person, Map<String, Long> counts) {
    QuarkusTransaction.requiringNew().run(() -> end(person));
    if (!person.organisation()) {
      QuarkusTransaction.requiringNew().timeout(600).run(() -> anonymise(person, counts));
    }
    if (QuarkusTransaction.requiringNew().call(() -> isLeft(person))) {
      throw ProblemException.retryLater(
          ProblemType.LOCKED, "Deployments of the person are ending", COME_AGAIN);
    }
  }

  @Override
  public Map<String, String> exports() {
    return Map.of(
        "deployment",
        "SELECT d.namespace, d.name, d.model, d.version, d.desired, d.visibility, d.created_by,"
            + " d.created_at FROM deployment d, person WHERE d.namespace = person.name"
            + " OR d.creator_id = person.id",
        "version",
        "SELECT r.namespace, r.name, v.number, v.task, v.metrics, v.lineage, v.created_by,"
            + " v.created_at FROM model_version v JOIN hub_repository r ON r.id = v.repository_id,"
            + " person WHERE r.namespace = person.name OR v.created_by = person.name");
  }

  private void end(ErasedPerson person) {
    List<DeploymentEntity> ending = deployments.ofPerson(person.name());
    for (DeploymentEntity deployment : ending) {
      deployment.want(DesiredState.DELETED, Clock.systemUTC().instant());
    }
    deployments.flush();
    ending.forEach(
        deployment -> trail.changed(deployment, DeploymentAction.DELETE, Actor.service("auth")));
  }

  private boolean isLeft(ErasedPerson person) {
    return deployments.count("namespace", person.name()) > 0;
  }

  private void anonymise(ErasedPerson person, Map<String, Long> counts) {
    sql.update("SET LOCAL statement_timeout = 0");
    counts.put(
        "deploymentsAnonymised",
        (long)
            sql.update(
                "UPDATE deployment SET created_by = ?, creator_id = ? WHERE creator_id = ?",
                person.pseudonym(),
                person.pseudonymId(),
                person.id()));
    counts.put(
        "versionsAnonymised",
        (long)
            sql.update(
                "UPDATE model_version SET created_by = ? WHERE created_by = ?",
                person.pseudonym(),
                person.name()));
    for (String key : List.of("dataset", "baseModel")) {
      sql.update(
          """
          UPDATE model_version SET lineage = jsonb_set(lineage, '{%1$s,repo}',
            to_jsonb(moved_repository(lineage #>> '{%1$s,repo}', ?, ?)))
          WHERE starts_with(lineage #>> '{%1$s,repo}', ?)"""
              .formatted(key),
          person.name(),
          person.pseudonym(),
          person.name() + "/");
    }
  }
}
