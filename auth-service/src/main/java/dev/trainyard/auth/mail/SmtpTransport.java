package dev.trainyard.auth.mail;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import java.io.IOException;
import java.time.Duration;

/** Hands mails to a server, over an encrypted connection or not at all. */
final class SmtpTransport implements Transport {

  private final ReactiveMailer mailer;
  private final String from;
  private final Duration timeout;

  SmtpTransport(ReactiveMailer mailer, String from, Duration timeout) {
    this.mailer = mailer;
    this.from = from;
    this.timeout = timeout;
  }

  @Override
  public TransportKind kind() {
    return TransportKind.SMTP;
  }

  @Override
  public void send(StoredMail mail) throws IOException {
    Mail message =
        Mail.withText(mail.to(), mail.subject(), mail.text())
            .setFrom(from)
            .addHeader("Message-ID", mail.messageId())
            .addHeader("Auto-Submitted", "auto-generated");
    try {
      mailer.send(message).await().atMost(timeout);
    } catch (RuntimeException e) {
      // A server's refusal may quote the address; its class says enough.
      throw new IOException("The mail server did not take it: " + e.getClass().getSimpleName(), e);
    }
  }
}
