package dev.trainyard.auth.factor;

import dev.trainyard.auth.limit.AttemptLimits;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Asks accounts for their second factor. Each code of either kind works once. */
@ApplicationScoped
public class SecondFactors {

  /** How an enrolled account proves itself, as answers name it. */
  public static final List<String> METHODS = List.of("totp", "recovery");

  private final Authenticators authenticators;
  private final RecoveryCodes recoveryCodes;
  private final AttemptLimits limits;
  private final MeterRegistry meters;

  SecondFactors(
      Authenticators authenticators,
      RecoveryCodes recoveryCodes,
      AttemptLimits limits,
      MeterRegistry meters) {
    this.authenticators = authenticators;
    this.recoveryCodes = recoveryCodes;
    this.limits = limits;
    this.meters = meters;
  }

  /** Whether the account has confirmed a second factor. */
  @Transactional
  public boolean isEnrolled(UUID account) {
    return authenticators.since(account).isPresent();
  }

  /**
   * Counts an attempt against the account's limit, or throws 429; a success gives it back. Kept
   * apart from the limit of the password, so that only who knows that can use this one up.
   *
   * @param attempt runs in a transaction of its own, which holds the use of the code and what that
   *     gives access to, so that only a success uses the code up; an exception is a failure
   */
  public <T> T attempt(UUID account, FactorProof proof, Supplier<T> attempt) {
    String subject = "second-factor " + account;
    limits.signInTo(subject);
    String outcome = "refused";
    try {
      T result = QuarkusTransaction.requiringNew().call(attempt::get);
      limits.signedInTo(subject);
      outcome = "success";
      return result;
    } finally {
      meters
          .counter("trainyard.second.factor.proofs", "method", proof.method(), "outcome", outcome)
          .increment();
    }
  }

  /** Uses a proof up; false when it is wrong or was used before. */
  @Transactional(TxType.MANDATORY)
  public boolean use(UUID account, FactorProof proof) {
    return switch (proof) {
      case FactorProof.Code code -> authenticators.use(account, code.value());
      case FactorProof.Recovery recovery ->
          isEnrolled(account) && recoveryCodes.use(account, recovery.value());
    };
  }
}
