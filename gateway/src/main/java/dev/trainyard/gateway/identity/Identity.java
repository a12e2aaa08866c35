package dev.trainyard.gateway.identity;

import dev.trainyard.commons.security.AddressRange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who makes a request, as auth-service said moments ago. */
public sealed interface Identity {

  /** The access token to forward; none for an anonymous caller. */
  default Optional<String> accessToken() {
    return this instanceof Known known ? Optional.of(known.jwt()) : Optional.empty();
  }

  /** A text that is equal for requests with equal rights, for caches. */
  default String rights() {
    return this instanceof Known known ? known.credentialId() + "/" + known.rightsVersion() : "";
  }

  /** A caller without a credential. */
  record Anonymous() implements Identity {}

  /**
   * A caller with a good credential.
   *
   * @param subject the user or robot
   * @param rightsVersion changes whenever the caller's rights do
   * @param csrfToken what a browser must send with unsafe requests; none for tokens
   * @param networks from where the credential may be used; empty for everywhere
   */
  record Known(
      String jwt,
      Instant expiresAt,
      String credentialId,
      String subject,
      String rightsVersion,
      Optional<String> csrfToken,
      List<AddressRange> networks)
      implements Identity {

    public Known {
      networks = List.copyOf(networks);
    }

    boolean mayComeFrom(String address) {
      return networks.isEmpty() || networks.stream().anyMatch(range -> range.contains(address));
    }

    @Override
    public String toString() {
      return "credential " + credentialId;
    }
  }

  /** A credential that auth-service does not accept. */
  record Refused() implements Identity {}
}
