package dev.trainyard.auth.session;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Answer to a right password of an account with a second factor.
 *
 * @param challenge goes with the factor to {@code POST /api/v1/auth/login/second-factor}
 * @param methods {@code totp}, {@code recovery}
 */
@Schema(name = "SignInChallenge")
public record ChallengeResponse(String challenge, Instant expiresAt, List<String> methods) {

  /** Keeps the secret out of every log. */
  @Override
  public String toString() {
    return "ChallengeResponse[…]";
  }
}
