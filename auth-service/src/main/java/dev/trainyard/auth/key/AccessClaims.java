package dev.trainyard.auth.key;

import dev.trainyard.commons.security.Restriction;
import dev.trainyard.commons.security.Scopes;
import java.util.List;
import java.util.UUID;

/**
 * What an access token says.
 *
 * @param groups platform roles
 * @param namespaces {@code name:role} pairs
 * @param scopes what the credential was made for
 * @param only what the credential is limited to
 * @param credential {@code session}, {@code token}, {@code job}, {@code robot} or {@code operator}
 * @param credentialId session, token or job
 * @param job the job on whose behalf the token acts, or null
 */
public record AccessClaims(
    UUID subject,
    String name,
    List<String> groups,
    List<String> namespaces,
    Scopes scopes,
    Restriction only,
    String credential,
    UUID credentialId,
    UUID job) {

  public AccessClaims {
    groups = List.copyOf(groups);
    namespaces = List.copyOf(namespaces);
  }
}
