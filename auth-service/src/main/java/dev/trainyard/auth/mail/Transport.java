package dev.trainyard.auth.mail;

import java.io.IOException;

/** A way out for mails. */
interface Transport {

  TransportKind kind();

  /** Returns when the mail is out of our hands; sending the same mail again does no harm. */
  void send(StoredMail mail) throws IOException;
}
