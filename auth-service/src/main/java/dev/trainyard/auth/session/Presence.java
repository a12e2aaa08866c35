package dev.trainyard.auth.session;

import dev.trainyard.auth.account.Account;
import dev.trainyard.auth.account.Accounts;
import dev.trainyard.auth.audit.AuditAction;
import dev.trainyard.auth.factor.FactorProof;
import dev.trainyard.auth.factor.SecondFactors;
import dev.trainyard.auth.limit.AttemptLimits;
import dev.trainyard.auth.limit.ClientOrigin;
import dev.trainyard.auth.password.Passwords;
import dev.trainyard.auth.session.Sessions.LiveSession;
import dev.trainyard.auth.session.Sessions.OpenedSession;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.data.audit.AuditTrail;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/**
 * Lets a signed-in person prove again to be there: with the second factor, or with the password
 * where none is enrolled. It lives beside the sessions that it renews, not beside the rule that
 * asks for it, since that one is called by features on which sessions depend.
 */
@ApplicationScoped
class Presence {

  private final Sessions sessions;
  private final SecondFactors factors;
  private final Accounts accounts;
  private final Passwords passwords;
  private final AttemptLimits limits;
  private final AuditTrail audit;

  Presence(
      Sessions sessions,
      SecondFactors factors,
      Accounts accounts,
      Passwords passwords,
      AttemptLimits limits,
      AuditTrail audit) {
    this.sessions = sessions;
    this.factors = factors;
    this.accounts = accounts;
    this.passwords = passwords;
    this.limits = limits;
    this.audit = audit;
  }

  /** The same session under a new secret; 401 for a wrong proof, which counts as in a sign-in. */
  OpenedSession prove(Caller caller, StepUpRequest request, ClientOrigin origin) {
    Account account = sessions.require(caller).account();
    boolean enrolled = factors.isEnrolled(account.id());
    if (enrolled == (request.password() != null)) {
      throw ProblemException.invalid(
          "password",
          enrolled ? "is not enough: a second factor is enrolled" : "is needed: send it alone");
    }
    FactorProof proof = enrolled ? FactorProof.of(request.code(), request.recoveryCode()) : null;
    limits.signInFrom(origin.address());
    try {
      OpenedSession opened =
          enrolled
              ? byFactor(caller, account, proof)
              : byPassword(caller, account, request.password());
      limits.signedInFrom(origin.address());
      return opened;
    } catch (ProblemException e) {
      if (e.type() == ProblemType.UNAUTHENTICATED) {
        audit.refused(Accounts.actor(account), AuditAction.SESSION_PROVE, account.name(), Map.of());
      }
      throw e;
    }
  }

  private OpenedSession byFactor(Caller caller, Account account, FactorProof proof) {
    return factors.attempt(
        account.id(),
        proof,
        () -> {
          if (!factors.use(account.id(), proof)) {
            throw wrong("The code is wrong or was used");
          }
          return renew(caller, Sessions.PASSWORD + " " + proof.method());
        });
  }

  private OpenedSession byPassword(Caller caller, Account account, String password) {
    // Whoever holds no session of the account cannot use this up.
    String subject = "session " + caller.credentialId().orElseThrow();
    limits.signInTo(subject);
    if (passwords.check(password, accounts.passwordHash(account.id())) == Passwords.Check.WRONG) {
      throw wrong("The password is wrong");
    }
    limits.signedInTo(subject);
    return QuarkusTransaction.requiringNew().call(() -> renew(caller, Sessions.PASSWORD));
  }

  private OpenedSession renew(Caller caller, String methods) {
    LiveSession session = sessions.require(caller);
    return sessions.prove(session, methods);
  }

  private static ProblemException wrong(String detail) {
    return ProblemException.of(ProblemType.UNAUTHENTICATED, detail);
  }
}
