package dev.trainyard.auth.mail;

import dev.trainyard.data.person.ErasedPerson;
import dev.trainyard.data.person.PersonalData;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.regex.Pattern;

/** Mails to a person, or about one, that lie in the folder instead of having been sent. */
@ApplicationScoped
class PersonalMails implements PersonalData {

  /** When no row is left from which another one could be written. */
  private static final int AFTER_THE_ROWS = 95;

  private final Transport transport;

  PersonalMails(Transport transport) {
    this.transport = transport;
  }

  @Override
  public int order() {
    return AFTER_THE_ROWS;
  }

  @Override
  public void erase(ErasedPerson person, Map<String, Long> counts) {
    if (person.organisation()) {
      return;
    }
    Pattern naming =
        Pattern.compile(person.pattern(), Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    try {
      counts.put("mailFilesDeleted", transport.forget(text -> naming.matcher(text).find()));
    } catch (IOException e) {
      throw new UncheckedIOException("Mails in the folder cannot be deleted", e);
    }
  }

  /** Their texts are with the person already. */
  @Override
  public Map<String, String> exports() {
    return Map.of();
  }
}
