package dev.trainyard.auth.exchange;

import dev.trainyard.auth.audit.AuditAction;
import dev.trainyard.auth.exchange.CredentialQueries.Acting;
import dev.trainyard.auth.key.AccessTokens;
import dev.trainyard.auth.key.AccessTokens.AccessToken;
import dev.trainyard.commons.naming.Names;
import dev.trainyard.commons.naming.RepositoryId;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Action;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.commons.security.Permission;
import dev.trainyard.commons.security.ResourceKind;
import dev.trainyard.commons.security.Restriction;
import dev.trainyard.commons.security.Scopes;
import dev.trainyard.data.audit.Actor;
import dev.trainyard.data.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Lets a job act for whoever submitted it, a person or a robot, after the request that did, until
 * the grant is ended. A job may read its dataset and write its model, and nothing else.
 */
@ApplicationScoped
class JobGrants {

  /** Long enough for the one call that a token is fetched for; rights end with it. */
  private static final Duration LIFE = Duration.ofMinutes(1);

  private static final Scopes SCOPES =
      Scopes.of(
          List.of(
              new Permission(ResourceKind.DATASET, Action.READ).text(),
              new Permission(ResourceKind.MODEL, Action.WRITE).text()));

  private final EntityManager database;
  private final CredentialQueries credentials;
  private final AccessTokens tokens;
  private final Submitters submitters;
  private final AuditTrail audit;
  private final Clock clock;

  JobGrants(
      EntityManager database,
      CredentialQueries credentials,
      AccessTokens tokens,
      Submitters submitters,
      AuditTrail audit,
      Clock clock) {
    this.database = database;
    this.credentials = credentials;
    this.tokens = tokens;
    this.submitters = submitters;
    this.audit = audit;
    this.clock = clock;
  }

  /** Remembers the submitter of a job; repeating it changes nothing, another one is refused. */
  @Transactional
  void put(UUID job, Caller caller, JobGrantRequest request) {
    Submitters.Submitter submitter = submitters.require(caller);
    String namespace = Names.require("namespace", request.namespace());
    int inserted =
        database
            .createNativeQuery(
                "INSERT INTO job_grant (job_id, account_id, robot_id, namespace, only_in,"
                    + " created_at) VALUES (:job, :account, :robot, :namespace, :only, :now)"
                    + " ON CONFLICT DO NOTHING")
            .setParameter("job", job)
            .setParameter("account", submitter.account())
            .setParameter("robot", submitter.robot())
            .setParameter("namespace", namespace)
            .setParameter("only", places(caller, request).toArray(String[]::new))
            .setParameter("now", clock.instant())
            .executeUpdate();
    if (inserted == 1) {
      audit.success(
          Actor.of(caller), AuditAction.JOB_GRANT_CREATE, job, Map.of("namespace", namespace));
    } else if (!belongsTo(job, caller.subject())) {
      throw ProblemException.conflict("Job " + job + " belongs to another user");
    }
  }

  /** A token with the rights of this moment; 404 when the grant or its submitter is gone. */
  JobToken token(UUID job) {
    Acting acting =
        credentials
            .job(job, clock.instant())
            .orElseThrow(() -> ProblemException.notFound("Job grant", job));
    AccessToken token =
        tokens.sign(
            acting.holder().claims("job", job, new Reach(SCOPES, acting.only()), job),
            clock.instant().plus(LIFE));
    return new JobToken(token.jwt(), token.expiresAt());
  }

  @Transactional
  void end(UUID job) {
    int deleted =
        database
            .createNativeQuery("DELETE FROM job_grant WHERE job_id = :job")
            .setParameter("job", job)
            .executeUpdate();
    if (deleted == 1) {
      audit.success(Actor.service("training"), AuditAction.JOB_GRANT_END, job, Map.of());
    }
  }

  /** The job's dataset and model, as far as the submitter's own credential reaches them. */
  private static List<String> places(Caller caller, JobGrantRequest request) {
    RepositoryId dataset = RepositoryId.parse("dataset", request.dataset());
    RepositoryId model = RepositoryId.parse("model", request.model());
    return List.of(new Place(ResourceKind.DATASET, dataset), new Place(ResourceKind.MODEL, model))
        .stream()
        .filter(place -> place.isWithin(caller.only()))
        .map(Place::text)
        .toList();
  }

  private boolean belongsTo(UUID job, UUID subject) {
    return !database
        .createNativeQuery(
            "SELECT 1 FROM job_grant WHERE job_id = :job"
                + " AND (account_id = :subject OR robot_id = :subject)",
            Integer.class)
        .setParameter("job", job)
        .setParameter("subject", subject)
        .getResultList()
        .isEmpty();
  }

  /** A repository of a kind. */
  private record Place(ResourceKind kind, RepositoryId id) {

    boolean isWithin(Restriction only) {
      return only.covers(kind, id.namespace(), id.name());
    }

    String text() {
      return Restriction.place(kind, id.namespace(), id.name());
    }
  }
}
