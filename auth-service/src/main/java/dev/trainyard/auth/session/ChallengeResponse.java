package dev.trainyard.auth.session;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Answer to a right password of an account with a second factor, and to whoever may sign in to an
 * account that waits for its deletion.
 *
 * @param challenge goes with the factor to {@code POST /api/v1/auth/login/second-factor}, or alone
 *     to {@code POST /api/v1/auth/login/restore}
 * @param methods {@code totp}, {@code recovery}; or {@code restore}, which takes the deletion back
 * @param deletionAt when the account is deleted, with {@code restore} only
 */
@Schema(name = "SignInChallenge")
public record ChallengeResponse(
    String challenge, Instant expiresAt, List<String> methods, Instant deletionAt) {

  /** Keeps the secret out of every log. */
  @Override
  public String toString() {
    return "ChallengeResponse[…]";
  }
}
