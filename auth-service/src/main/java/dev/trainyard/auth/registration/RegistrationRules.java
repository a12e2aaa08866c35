package dev.trainyard.auth.registration;

import dev.trainyard.auth.account.Profile;
import dev.trainyard.auth.config.AuthConfig;
import dev.trainyard.auth.config.RegistrationMode;
import dev.trainyard.auth.mail.Outbox;
import dev.trainyard.commons.problem.ProblemException;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who may make an account without an invitation, and whether his address has to be proved first.
 */
@ApplicationScoped
class RegistrationRules {

  private final RegistrationMode mode;
  private final Set<String> domains;
  private final boolean mailMissing;

  RegistrationRules(AuthConfig config, Outbox outbox) {
    this.domains =
        config.mailDomains().orElse(Set.of()).stream()
            .map(domain -> domain.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    this.mailMissing =
        config.registration() == RegistrationMode.OPEN && !domains.isEmpty() && !outbox.isOn();
    this.mode = mailMissing ? RegistrationMode.INVITE : config.registration();
  }

  void start(@Observes StartupEvent event) {
    if (mailMissing) {
      Log.warn(
          "Registration is by invitation: trainyard.auth.mail-domains needs mail to prove addresses"
              + " with");
    }
  }

  RegistrationStatus status() {
    return new RegistrationStatus(mode, List.copyOf(domains));
  }

  /** Throws 403 where only an invitation lets somebody in. */
  void requireOpen() {
    if (mode != RegistrationMode.OPEN) {
      throw ProblemException.forbidden(
          "Registration is by invitation; an administrator can invite you");
    }
  }

  /** Whether an address has to be of a certain domain, and to prove it. */
  boolean addressesAreProved() {
    return !domains.isEmpty();
  }

  /** Throws the 400 that names {@code email} for an address of another domain. */
  void requireDomain(Profile profile) {
    String domain = profile.email().substring(profile.email().indexOf('@') + 1);
    if (!domains.contains(domain)) {
      throw ProblemException.invalid("email", "is of a domain that cannot register here");
    }
  }
}
