package dev.trainyard.auth.erasure;

import java.util.List;
import java.util.UUID;

/**
 * Fired inside the transaction that decides that a person's data goes for good; from then on the
 * erasure is carried out in every service until each has acknowledged.
 *
 * @param addresses mail addresses, now and before
 */
public record PersonErased(UUID id, String name, List<String> addresses) {

  public PersonErased {
    addresses = List.copyOf(addresses);
  }
}
