package dev.trainyard.auth.session;

import dev.trainyard.auth.account.Account;
import dev.trainyard.auth.account.Accounts;
import dev.trainyard.auth.audit.AuditAction;
import dev.trainyard.auth.factor.FactorProof;
import dev.trainyard.auth.factor.SecondFactors;
import dev.trainyard.auth.limit.AttemptLimits;
import dev.trainyard.auth.limit.ClientOrigin;
import dev.trainyard.auth.session.Sessions.OpenedSession;
import dev.trainyard.auth.session.SignInResult.Challenged;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.data.audit.Actor;
import dev.trainyard.data.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The second half of a sign-in, for accounts with a second factor, and what fails in either. */
@ApplicationScoped
class SecondStep {

  private final Challenges challenges;
  private final SecondFactors factors;
  private final Sessions sessions;
  private final Accounts accounts;
  private final AttemptLimits limits;
  private final AuditTrail audit;

  SecondStep(
      Challenges challenges,
      SecondFactors factors,
      Sessions sessions,
      Accounts accounts,
      AttemptLimits limits,
      AuditTrail audit) {
    this.challenges = challenges;
    this.factors = factors;
    this.sessions = sessions;
    this.accounts = accounts;
    this.limits = limits;
    this.audit = audit;
  }

  boolean isNeeded(Account account) {
    return factors.isEnrolled(account.id());
  }

  Challenged challenge(Account account) {
    return challenges.open(account.id());
  }

  /** Opens the session; wrong or used proofs and ended challenges get the same 401. */
  OpenedSession complete(Caller before, SecondFactorRequest request, ClientOrigin origin) {
    FactorProof proof = FactorProof.of(request.code(), request.recoveryCode());
    limits.signInFrom(origin.address());
    UUID account = challenges.attempt(request.challenge()).orElseThrow(SecondStep::refused);
    try {
      OpenedSession opened =
          factors.attempt(
              account,
              proof,
              () -> {
                if (!factors.use(account, proof) || !challenges.consume(request.challenge())) {
                  throw refused();
                }
                return open(before, account, proof, origin);
              });
      limits.signedInFrom(origin.address());
      return opened;
    } catch (ProblemException e) {
      if (e.type() == ProblemType.UNAUTHENTICATED) {
        recordRefusal(accounts.byId(account).map(Account::name), proof.method());
      }
      throw e;
    }
  }

  private OpenedSession open(Caller before, UUID id, FactorProof proof, ClientOrigin origin) {
    sessions.endOwn(before);
    Account account = accounts.byId(id).filter(Account::active).orElseThrow(SecondStep::refused);
    return sessions.open(account, origin.browser(), Sessions.PASSWORD + " " + proof.method());
  }

  /** What was typed is not recorded: people type passwords into the name field. */
  void recordRefusal(Optional<String> name, String method) {
    audit.refused(
        Actor.anonymous(),
        AuditAction.SESSION_OPEN,
        name.orElse("unknown account"),
        Map.of("method", method));
  }

  private static ProblemException refused() {
    return ProblemException.of(
        ProblemType.UNAUTHENTICATED,
        "The code is wrong or was used, or the sign-in took too long; sign in again");
  }
}
