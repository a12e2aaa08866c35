package dev.trainyard.auth.exchange;

import dev.trainyard.auth.key.AccessClaims;
import dev.trainyard.commons.security.Caller;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * Whose a credential is, with the rights that the account has at this moment.
 *
 * @param memberships {@code organisation:role} pairs, by name
 */
record Holder(
    UUID account,
    String name,
    boolean admin,
    boolean auditor,
    boolean operator,
    List<String> memberships) {

  private static final int VERSION_BYTES = 12;

  AccessClaims claims(String credential, UUID credentialId, boolean writes, UUID job) {
    List<String> groups = new ArrayList<>(List.of("user"));
    if (admin) {
      groups.add(Caller.ADMIN);
    }
    if (auditor) {
      groups.add(Caller.AUDITOR);
    }
    List<String> namespaces = new ArrayList<>();
    // The built-in operator's name is reserved: it has no namespace of its own.
    if (!operator) {
      namespaces.add(name + ":owner");
    }
    namespaces.addAll(memberships);
    return new AccessClaims(
        account, name, groups, namespaces, writes, credential, credentialId, job);
  }

  /** A short hash over everything that decides what the holder may do. */
  static String version(AccessClaims claims) {
    String rights =
        String.join(
            "\n",
            String.join(",", claims.groups()),
            claims.scope(),
            String.join(",", claims.namespaces()));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(rights.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Arrays.copyOf(digest, VERSION_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java runtime lacks SHA-256", e);
    }
  }
}
