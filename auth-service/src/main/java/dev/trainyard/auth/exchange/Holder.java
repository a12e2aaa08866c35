package dev.trainyard.auth.exchange;

import dev.trainyard.auth.key.AccessClaims;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.commons.security.Scopes;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Whose a credential is, with the rights that its holder has at this moment.
 *
 * @param subject a person's account or a robot
 * @param operator whether this is the built-in account of the operator
 * @param robot whether this is a robot, which has no namespace of its own
 * @param memberships {@code organisation:role} pairs, by name
 */
record Holder(
    UUID subject,
    String name,
    boolean admin,
    boolean auditor,
    boolean operator,
    boolean robot,
    List<String> memberships) {

  Holder {
    memberships = List.copyOf(memberships);
  }

  /**
   * What the access token says.
   *
   * @param credential kind of credential
   * @param job the job on whose behalf the token acts, or null
   */
  AccessClaims claims(String credential, UUID credentialId, Reach reach, UUID job) {
    Reach effective =
        robot || job != null || !reach.only().isNone() ? reach.ofObjectsAlone() : reach;
    return new AccessClaims(
        subject,
        name,
        groups(effective.scopes()),
        namespaces(),
        effective.scopes(),
        effective.only(),
        credential,
        credentialId,
        job);
  }

  /** Platform roles count only for credentials that were made for them. */
  private List<String> groups(Scopes scopes) {
    List<String> groups = new ArrayList<>(List.of(robot ? "robot" : "user"));
    boolean administers = List.of(scopes.text().split(" ")).contains(Scopes.ADMIN);
    if (admin && administers) {
      groups.add(Caller.ADMIN);
    }
    if (auditor && administers) {
      groups.add(Caller.AUDITOR);
    }
    return groups;
  }

  private List<String> namespaces() {
    List<String> namespaces = new ArrayList<>();
    // The built-in operator's name is reserved: it has no namespace of its own.
    if (!operator && !robot) {
      namespaces.add(name + ":owner");
    }
    namespaces.addAll(memberships);
    return namespaces;
  }
}
