package dev.trainyard.commons.client;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;

/**
 * Authenticates services on {@code /internal} routes by the {@code X-Trainyard-Client} header,
 * {@code name:secret}. Comparison takes the same time for a wrong and for an unknown client.
 */
@ApplicationScoped
public class Clients {

  public static final String HEADER = "X-Trainyard-Client";

  /** Detail of the 401 that a caller without a known secret gets, to tell it from other 401s. */
  public static final String REFUSAL = "This route is for the platform's own services";

  private static final String NOBODY = "\u0000no such client\u0000";

  private final ClientConfig self;
  private final PeersConfig trusted;

  Clients(ClientConfig self, PeersConfig trusted) {
    this.self = self;
    this.trusted = trusted;
  }

  /** Value of {@link #HEADER} for calls that this service makes. */
  public String ownHeader() {
    return self.name().orElseThrow() + ":" + self.secret().orElseThrow().strip();
  }

  /**
   * Throws 401 unless the header holds the secret of one of the named clients.
   *
   * @param header value of {@link #HEADER}, or null
   * @return the client's name
   */
  public String require(String header, String... allowed) {
    int colon = header == null ? -1 : header.indexOf(':');
    String name = colon < 0 ? "" : header.substring(0, colon);
    String secret = colon < 0 ? "" : header.substring(colon + 1);
    Map<String, PeersConfig.Peer> peers = trusted.peers();
    String expected = peers.containsKey(name) ? peers.get(name).secret().strip() : NOBODY;
    boolean matches =
        MessageDigest.isEqual(
            secret.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    if (!matches || !Set.of(allowed).contains(name)) {
      throw ProblemException.of(ProblemType.UNAUTHENTICATED, REFUSAL);
    }
    return name;
  }
}
