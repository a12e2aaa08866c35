package dev.trainyard.auth.factor;

import dev.trainyard.commons.problem.ProblemException;

/** What somebody presents as the second factor: a code of the app, or a recovery code. */
public sealed interface FactorProof {

  /** Exactly one of the two, or the 400 that says so. */
  static FactorProof of(String code, String recoveryCode) {
    if ((code == null) == (recoveryCode == null)) {
      throw ProblemException.invalid("code", "or recoveryCode must be given, one of the two");
    }
    return code == null ? new Recovery(recoveryCode) : new Code(code.strip());
  }

  /** What the session remembers of the proof: {@code otp} or {@code recovery}. */
  String method();

  /** Six digits of the authenticator app. */
  record Code(String value) implements FactorProof {

    @Override
    public String method() {
      return "otp";
    }

    /** Keeps the code out of every log. */
    @Override
    public String toString() {
      return "Code[…]";
    }
  }

  /** One of the codes on paper. */
  record Recovery(String value) implements FactorProof {

    @Override
    public String method() {
      return "recovery";
    }

    /** Keeps the code out of every log. */
    @Override
    public String toString() {
      return "Recovery[…]";
    }
  }
}
