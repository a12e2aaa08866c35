package dev.trainyard.auth.factor;

import dev.trainyard.auth.audit.AuditAction;
import dev.trainyard.auth.stepup.StepUp;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.data.audit.Actor;
import dev.trainyard.data.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Gives an account its second factor, in two steps: a seed is shown, a code proves it arrived. */
@ApplicationScoped
class Enrolment {

  private final Authenticators authenticators;
  private final RecoveryCodes recoveryCodes;
  private final SecondFactors factors;
  private final StepUp stepUp;
  private final AuditTrail audit;
  private final Event<FactorEnrolled> enrolled;

  Enrolment(
      Authenticators authenticators,
      RecoveryCodes recoveryCodes,
      SecondFactors factors,
      StepUp stepUp,
      AuditTrail audit,
      Event<FactorEnrolled> enrolled) {
    this.authenticators = authenticators;
    this.recoveryCodes = recoveryCodes;
    this.factors = factors;
    this.stepUp = stepUp;
    this.audit = audit;
    this.enrolled = enrolled;
  }

  @Transactional
  FactorStatus status(Caller caller) {
    return authenticators
        .since(caller.subject())
        .map(since -> new FactorStatus(true, since, recoveryCodes.left(caller.subject())))
        .orElse(new FactorStatus(false, null, 0));
  }

  /** Shows a fresh seed, which voids one that was shown before and not confirmed. */
  @Transactional
  FactorSeed begin(Caller caller) {
    requireSession(caller);
    stepUp.require(caller);
    String seed =
        authenticators
            .begin(caller.subject())
            .orElseThrow(
                () ->
                    ProblemException.conflict(
                        "The account has a second factor; remove it before enrolling another"));
    return new FactorSeed(seed, uri(caller.name(), seed));
  }

  /** Ends the enrolment and answers with the recovery codes. */
  FactorCodes confirm(Caller caller, String code) {
    requireSession(caller);
    UUID account = caller.subject();
    var proof = new FactorProof.Code(code.strip());
    return factors.attempt(
        account,
        proof,
        () -> {
          if (!authenticators.confirm(account, proof.value())) {
            throw ProblemException.invalid(
                "code", "is not the code that the app shows now, or no enrolment is under way");
          }
          List<String> codes = recoveryCodes.replace(account);
          enrolled.fire(new FactorEnrolled(account, caller.credentialId().orElseThrow()));
          audit.success(Actor.of(caller), AuditAction.FACTOR_ENROL, caller.name(), Map.of());
          return new FactorCodes(codes);
        });
  }

  /** New recovery codes, which void the earlier ones. */
  @Transactional
  FactorCodes replaceCodes(Caller caller) {
    requireSession(caller);
    stepUp.require(caller);
    if (!factors.isEnrolled(caller.subject())) {
      throw ProblemException.conflict("The account has no second factor");
    }
    List<String> codes = recoveryCodes.replace(caller.subject());
    audit.success(Actor.of(caller), AuditAction.RECOVERY_CODES_REPLACE, caller.name(), Map.of());
    return new FactorCodes(codes);
  }

  private static void requireSession(Caller caller) {
    if (!caller.credential().equals("session")) {
      throw ProblemException.forbidden(
          "Only a signed-in session can change credentials, not a token");
    }
  }

  /** What authenticator apps read from a QR code. */
  private static String uri(String name, String seed) {
    return "otpauth://totp/Trainyard:%s?secret=%s&issuer=Trainyard&algorithm=SHA1&digits=%d&period=%d"
        .formatted(
            URLEncoder.encode(name, StandardCharsets.UTF_8),
            seed,
            Totp.DIGITS,
            Totp.PERIOD_SECONDS);
  }
}
