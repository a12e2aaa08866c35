package dev.trainyard.auth.mail;

import dev.trainyard.auth.config.AuthConfig;
import dev.trainyard.auth.config.MailConfig;
import dev.trainyard.commons.secret.ConfiguredSecret;
import dev.trainyard.commons.secret.ConfiguredSecret.Form;
import dev.trainyard.commons.secret.SecretSource;
import dev.trainyard.data.MigrateMode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/** The password at the mail server, and that it never travels where others can read it. */
@ApplicationScoped
class MailSecrets implements SecretSource {

  private static final String CODE = "SEC-005";
  private static final String PREFIX = "trainyard.auth.mail.";

  private final MailConfig mail;
  private final PublicLinks links;
  private final Config config;

  MailSecrets(AuthConfig auth, PublicLinks links, Config config) {
    this.mail = auth.mail();
    this.links = links;
    this.config = config;
  }

  @Override
  public List<ConfiguredSecret> secrets() {
    boolean needed = mail.smtp().username().isPresent() && !MigrateMode.active();
    return List.of(
        new ConfiguredSecret(
            CODE, PREFIX + "smtp.password", Form.PASSWORD, needed, mail.smtp().password()));
  }

  @Override
  public List<String> findings() {
    List<String> findings = new ArrayList<>();
    boolean server = mail.smtp().host().isPresent();
    if (mail.smtp().password().isPresent() && mail.smtp().username().isEmpty()) {
      findings.add(CODE + " " + PREFIX + "smtp.username is missing");
    }
    if (!Letter.isAddress(mail.from())) {
      findings.add(CODE + " " + PREFIX + "from is not a plain address");
    }
    if ((server || mail.folder().isPresent()) && !links.areKnown() && !MigrateMode.active()) {
      findings.add(CODE + " trainyard.public-url is missing: links in mails need it");
    }
    if (server && isExposed()) {
      findings.add(CODE + " settings of quarkus.mailer or quarkus.tls.mail allow plain mail");
    }
    return findings;
  }

  private boolean isExposed() {
    return !setting("quarkus.mailer.start-tls").equalsIgnoreCase("REQUIRED")
        || setting("quarkus.mailer.trust-all").equals("true")
        || setting("quarkus.tls.mail.trust-all").equals("true")
        // Vert.x 4 verifies the host's name when this is empty, and switches it off when it is not.
        || !setting("quarkus.tls.mail.hostname-verification-algorithm").isEmpty();
  }

  private String setting(String key) {
    return config.getOptionalValue(key, String.class).orElse("");
  }
}
