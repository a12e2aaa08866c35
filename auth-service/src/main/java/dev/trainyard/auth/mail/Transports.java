package dev.trainyard.auth.mail;

import dev.trainyard.auth.config.AuthConfig;
import dev.trainyard.auth.config.MailConfig;
import io.quarkus.mailer.reactive.ReactiveMailer;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Chooses the way out that is configured; links need the public origin, so mail does too. */
class Transports {

  /** Files that the folder keeps. */
  private static final int FILES = 1000;

  @Produces
  @Singleton
  Transport transport(AuthConfig auth, PublicLinks links, Instance<ReactiveMailer> mailer) {
    MailConfig config = auth.mail();
    if (!links.areKnown()) {
      return new NoTransport();
    }
    if (config.smtp().host().isPresent()) {
      return new SmtpTransport(mailer.get(), config.from(), config.smtp().timeout());
    }
    return config
        .folder()
        .<Transport>map(folder -> new FolderTransport(folder, config.from(), FILES))
        .orElseGet(NoTransport::new);
  }
}
