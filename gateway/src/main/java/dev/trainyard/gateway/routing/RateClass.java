package dev.trainyard.gateway.routing;

import java.util.Locale;

/** What a request costs: each class has its own rate for each client, and its own places. */
public enum RateClass {
  /** Pages and files of the console, and paths that do not exist. */
  PAGE,
  /** Calls that read. */
  READ,
  /** Calls that change something. */
  WRITE,
  /** Files and uploads. */
  TRANSFER,
  /** Inference. */
  SERVE,
  /** Whatever proves who somebody is. */
  SIGN_IN;

  private final String wire = name().toLowerCase(Locale.ROOT);

  /** The class of a call to a service. */
  public static RateClass of(RouteKind kind, boolean reading) {
    return switch (kind) {
      case JSON, COMMIT, FEED -> reading ? READ : WRITE;
      case UPLOAD, FILES -> TRANSFER;
      case SERVE -> SERVE;
    };
  }

  /** The name in headers and metrics. */
  public String wire() {
    return wire;
  }
}
