package dev.trainyard.auth.session;

import dev.trainyard.auth.account.Account;
import dev.trainyard.auth.account.Accounts;
import dev.trainyard.auth.account.Accounts.SignInRecord;
import dev.trainyard.auth.limit.AttemptLimits;
import dev.trainyard.auth.limit.Browser;
import dev.trainyard.auth.limit.ClientAddress;
import dev.trainyard.auth.limit.ClientOrigin;
import dev.trainyard.auth.limit.Devices;
import dev.trainyard.auth.password.Passwords;
import dev.trainyard.auth.password.Passwords.Check;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.commons.security.Caller;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;

/**
 * Signs people in by password. Unknown names, wrong passwords and deactivated accounts get the same
 * answer at the same cost. No database connection is held while a password is hashed.
 */
@ApplicationScoped
class SignIn {

  private final Accounts accounts;
  private final Passwords passwords;
  private final AttemptLimits limits;
  private final SecondStep secondStep;
  private final Devices devices;

  SignIn(
      Accounts accounts,
      Passwords passwords,
      AttemptLimits limits,
      SecondStep secondStep,
      Devices devices) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.limits = limits;
    this.secondStep = secondStep;
    this.devices = devices;
  }

  /**
   * Signs in and ends the session with which the request came, so that no session survives a change
   * of who is signed in. Where a second factor is enrolled, the password gives a challenge only.
   */
  SignInResult signIn(Caller before, LoginRequest request, ClientOrigin origin) {
    long arrived = System.nanoTime();
    ClientAddress address = origin.address();
    limits.signInFrom(address);
    Optional<SignInRecord> found = accounts.signInRecord(request.name());
    String subject =
        found
            .map(account -> devices.subject(account.id(), origin.device()))
            .orElseGet(() -> "name " + request.name().toLowerCase(Locale.ROOT));
    limits.signInTo(subject);
    Check check = check(request, found, subject, address);
    if (check == Check.WRONG) {
      secondStep.refused(found.map(SignInRecord::name), arrived);
      throw wrong();
    }
    limits.signedInTo(subject);
    limits.signedInFrom(address);
    Optional<String> newHash =
        check == Check.RIGHT_BUT_OUTDATED
            ? Optional.of(passwords.hash(request.password()))
            : Optional.empty();
    return QuarkusTransaction.requiringNew()
        .call(() -> open(before, found.orElseThrow(), newHash, origin.browser()));
  }

  private Check check(
      LoginRequest request, Optional<SignInRecord> found, String subject, ClientAddress address) {
    try {
      return passwords.check(
          request.password(),
          found.filter(SignInRecord::admitted).flatMap(SignInRecord::passwordHash));
    } catch (ProblemException busy) {
      limits.notTried(subject);
      limits.signedInFrom(address);
      throw busy;
    }
  }

  private SignInResult open(
      Caller before, SignInRecord record, Optional<String> newHash, Browser browser) {
    newHash.ifPresent(hash -> accounts.passwordHash(record.id(), hash));
    Account account = accounts.admitted(record.id()).orElseThrow(SignIn::wrong);
    if (secondStep.isNeeded(account)) {
      return secondStep.challenge(account);
    }
    return secondStep.admit(before, account, browser, Sessions.PASSWORD);
  }

  private static ProblemException wrong() {
    return ProblemException.of(ProblemType.UNAUTHENTICATED, "The name or the password is wrong");
  }
}
