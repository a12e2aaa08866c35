package dev.trainyard.commons.client;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.Map;

/** Services that may call this one on {@code /internal} routes, by client name. */
@ConfigMapping(prefix = "trainyard.clients")
public interface PeersConfig {

  @WithParentName
  Map<String, Peer> peers();

  /** One trusted service. */
  interface Peer {

    /** Shared secret; normally a file in the secrets directory. */
    String secret();
  }
}
