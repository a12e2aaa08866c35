package dev.trainyard.auth.exchange;

import dev.trainyard.auth.key.AccessClaims;
import dev.trainyard.commons.security.Action;
import dev.trainyard.commons.security.Permission;
import dev.trainyard.commons.security.ResourceKind;
import dev.trainyard.commons.security.Restriction;
import dev.trainyard.commons.security.Scopes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** How far a credential reaches within its holder's rights. */
record Reach(Scopes scopes, Restriction only) {

  private static final int VERSION_BYTES = 12;

  /** What robots, jobs and restricted tokens deal with; the rest is for people. */
  private static final List<ResourceKind> OBJECTS =
      List.of(ResourceKind.DATASET, ResourceKind.MODEL, ResourceKind.DEPLOYMENT, ResourceKind.JOB);

  /** The same for objects, and for nothing else. */
  Reach ofObjectsAlone() {
    List<String> words = new ArrayList<>();
    for (ResourceKind kind : OBJECTS) {
      Stream.of(Action.values())
          .map(action -> new Permission(kind, action))
          .filter(scopes::allow)
          .reduce((_, stronger) -> stronger)
          .ifPresent(strongest -> words.add(strongest.text()));
    }
    return new Reach(Scopes.of(words), only);
  }

  /** A short hash over everything that decides what the holder may do. */
  static String version(AccessClaims claims) {
    String rights =
        String.join(
            "\n",
            String.join(",", claims.groups()),
            claims.scopes().text(),
            String.join(",", claims.namespaces()),
            claims.only().isNone() ? "everywhere" : String.join(",", claims.only().places()));
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
