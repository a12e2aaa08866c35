package dev.trainyard.auth.session;

import dev.trainyard.auth.account.Account;
import dev.trainyard.auth.account.Accounts;
import dev.trainyard.auth.factor.FactorProof;
import dev.trainyard.auth.factor.SecondFactors;
import dev.trainyard.auth.limit.AttemptLimits;
import dev.trainyard.auth.limit.Browser;
import dev.trainyard.auth.limit.ClientOrigin;
import dev.trainyard.auth.session.SignInResult.Challenged;
import dev.trainyard.auth.session.SignInResult.SignedIn;
import dev.trainyard.auth.session.SignInResult.Waiting;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.commons.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
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
  private final Refusals refusals;

  SecondStep(
      Challenges challenges,
      SecondFactors factors,
      Sessions sessions,
      Accounts accounts,
      AttemptLimits limits,
      Refusals refusals) {
    this.challenges = challenges;
    this.factors = factors;
    this.sessions = sessions;
    this.accounts = accounts;
    this.limits = limits;
    this.refusals = refusals;
  }

  boolean isNeeded(Account account) {
    return factors.isEnrolled(account.id());
  }

  Challenged challenge(Account account) {
    return challenges.open(account.id());
  }

  /** Ends the sign-in; wrong or used proofs and ended challenges get the same 401. */
  SignInResult complete(Caller before, SecondFactorRequest request, ClientOrigin origin) {
    long arrived = System.nanoTime();
    FactorProof proof = FactorProof.of(request.code(), request.recoveryCode());
    limits.signInFrom(origin.address());
    UUID account = challenges.attempt(request.challenge()).orElseThrow(SecondStep::wrong);
    try {
      SignInResult result =
          factors.attempt(
              account,
              proof,
              () -> {
                if (!factors.use(account, proof) || !challenges.consume(request.challenge())) {
                  throw wrong();
                }
                return open(before, account, proof, origin);
              });
      limits.signedInFrom(origin.address());
      return result;
    } catch (ProblemException e) {
      if (e.type() == ProblemType.UNAUTHENTICATED) {
        refusals.record(accounts.byId(account).map(Account::name), proof.method(), arrived);
      }
      throw e;
    }
  }

  private SignInResult open(Caller before, UUID id, FactorProof proof, ClientOrigin origin) {
    Account account = accounts.admitted(id).orElseThrow(SecondStep::wrong);
    return admit(before, account, origin.browser(), Sessions.PASSWORD + " " + proof.method());
  }

  /**
   * Lets in whoever has proved all; an account that waits for its deletion has to be kept first.
   */
  SignInResult admit(Caller before, Account account, Browser browser, String methods) {
    if (!account.active()) {
      return new Waiting(challenges.openProved(account.id(), methods), account.deletionAt());
    }
    sessions.endOwn(before);
    return new SignedIn(sessions.open(account, browser, methods));
  }

  /** A wrong password, or a name that nobody has. */
  void refused(Optional<String> name, long arrived) {
    refusals.record(name, "password", arrived);
  }

  private static ProblemException wrong() {
    return ProblemException.of(
        ProblemType.UNAUTHENTICATED,
        "The code is wrong or was used, or the sign-in took too long; sign in again");
  }
}
