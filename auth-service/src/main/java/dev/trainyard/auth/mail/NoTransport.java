package dev.trainyard.auth.mail;

import java.io.IOException;

/** The platform sends no mail. */
final class NoTransport implements Transport {

  @Override
  public TransportKind kind() {
    return TransportKind.NONE;
  }

  @Override
  public void send(StoredMail mail) throws IOException {
    throw new IOException("No way to send mail is configured");
  }
}
