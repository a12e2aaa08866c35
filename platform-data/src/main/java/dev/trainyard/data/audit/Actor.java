package dev.trainyard.data.audit;

import dev.trainyard.commons.security.Caller;
import java.util.UUID;

/**
 * Who did what an audit entry tells.
 *
 * @param id the account, null when nobody was signed in
 * @param name the account's name, or what stands for it
 */
public record Actor(UUID id, String name) {

  private static final Actor ANONYMOUS = new Actor(null, "anonymous");

  public static Actor of(Caller caller) {
    return caller.isAnonymous() ? ANONYMOUS : new Actor(caller.subject(), caller.name());
  }

  public static Actor anonymous() {
    return ANONYMOUS;
  }

  /** One of the platform's own services. */
  public static Actor service(String client) {
    return new Actor(null, "service:" + client);
  }
}
