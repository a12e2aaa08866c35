package dev.trainyard.auth.exchange;

import dev.trainyard.auth.account.Account;
import dev.trainyard.auth.account.Accounts;
import dev.trainyard.auth.audit.AuditAction;
import dev.trainyard.auth.key.AccessTokens;
import dev.trainyard.auth.key.AccessTokens.AccessToken;
import dev.trainyard.commons.naming.Names;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.data.audit.Actor;
import dev.trainyard.data.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** Lets a job act for its user after the request that submitted it, until the grant is ended. */
@ApplicationScoped
class JobGrants {

  /** A grant has no end of its own: the life of an access token decides. */
  private static final Duration LONGEST = Duration.ofDays(1);

  private final EntityManager database;
  private final Accounts accounts;
  private final CredentialQueries credentials;
  private final AccessTokens tokens;
  private final AuditTrail audit;
  private final Clock clock;

  JobGrants(
      EntityManager database,
      Accounts accounts,
      CredentialQueries credentials,
      AccessTokens tokens,
      AuditTrail audit,
      Clock clock) {
    this.database = database;
    this.accounts = accounts;
    this.credentials = credentials;
    this.tokens = tokens;
    this.audit = audit;
    this.clock = clock;
  }

  /** Remembers the user of a job; repeating it changes nothing, another user is refused. */
  @Transactional
  void put(UUID job, Caller caller, String namespace) {
    Account account = accounts.require(caller);
    Names.require("namespace", namespace);
    int inserted =
        database
            .createNativeQuery(
                "INSERT INTO job_grant (job_id, account_id, namespace, created_at)"
                    + " VALUES (:job, :account, :namespace, :now) ON CONFLICT DO NOTHING")
            .setParameter("job", job)
            .setParameter("account", account.id())
            .setParameter("namespace", namespace)
            .setParameter("now", clock.instant())
            .executeUpdate();
    if (inserted == 1) {
      audit.success(
          Actor.of(caller), AuditAction.JOB_GRANT_CREATE, job, Map.of("namespace", namespace));
    } else if (!belongsTo(job, account.id())) {
      throw ProblemException.conflict("Job " + job + " belongs to another user");
    }
  }

  /** A token with the rights that the user has now; 404 when the grant or the user is gone. */
  JobToken token(UUID job) {
    Holder holder =
        credentials.job(job).orElseThrow(() -> ProblemException.notFound("Job grant", job));
    AccessToken token =
        tokens.sign(holder.claims("job", job, true, job), clock.instant().plus(LONGEST));
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

  private boolean belongsTo(UUID job, UUID account) {
    return !database
        .createNativeQuery(
            "SELECT 1 FROM job_grant WHERE job_id = :job AND account_id = :account", Integer.class)
        .setParameter("job", job)
        .setParameter("account", account)
        .getResultList()
        .isEmpty();
  }
}
