package dev.trainyard.auth.key;

import java.util.List;
import java.util.UUID;

/**
 * What an access token says.
 *
 * @param groups platform roles
 * @param namespaces {@code name:role} pairs
 * @param credential {@code session}, {@code token}, {@code job} or {@code operator}
 * @param credentialId session, token or job
 * @param job the job on whose behalf the token acts, or null
 */
public record AccessClaims(
    UUID subject,
    String name,
    List<String> groups,
    List<String> namespaces,
    boolean writes,
    String credential,
    UUID credentialId,
    UUID job) {

  public AccessClaims {
    groups = List.copyOf(groups);
    namespaces = List.copyOf(namespaces);
  }

  public String scope() {
    return writes ? "read write" : "read";
  }
}
