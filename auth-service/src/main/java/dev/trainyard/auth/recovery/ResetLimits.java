package dev.trainyard.auth.recovery;

import dev.trainyard.auth.limit.AttemptLimits;
import dev.trainyard.auth.limit.ClientAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;

/** How often resets may be asked for, counted in the same way for every address. */
@ApplicationScoped
class ResetLimits {

  private static final Duration WINDOW = Duration.ofHours(1);
  private static final int PER_EMAIL = 5;
  private static final int PER_ADDRESS = 20;
  private static final int PER_NETWORK = 200;

  private final AttemptLimits limits;

  ResetLimits(AttemptLimits limits) {
    this.limits = limits;
  }

  /** Counts a request, or throws 429. */
  void ask(String email, ClientAddress from) {
    limits.attempt("password-reset-from", from.group(), PER_ADDRESS, WINDOW);
    limits.attempt("password-reset-network", from.network(), PER_NETWORK, WINDOW);
    limits.attempt("password-reset-to", email.toLowerCase(Locale.ROOT), PER_EMAIL, WINDOW);
  }
}
