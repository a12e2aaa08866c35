package dev.trainyard.auth.mail;

import java.io.IOException;
import java.util.function.Predicate;

/** A way out for mails. */
interface Transport {

  TransportKind kind();

  /** Returns when the mail is out of our hands; sending the same mail again does no harm. */
  void send(StoredMail mail) throws IOException;

  /** Deletes what is still here of the mails that name somebody; returns how many. */
  default long forget(Predicate<String> naming) throws IOException {
    return 0;
  }
}
