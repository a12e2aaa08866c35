package dev.trainyard.gateway.routing;

/** How the requests of a route are treated: limits, time-outs and headers of their answers. */
public enum RouteKind {
  /** Ordinary API calls: small bodies, quick answers. */
  JSON(false, false),
  /** Commits: larger bodies, and the service checks them before it answers. */
  COMMIT(true, false),
  /** Streamed bodies of any length. */
  UPLOAD(true, false),
  /** Content that users made: streamed, and sandboxed in the browser. */
  FILES(true, true),
  /** The live feed, a WebSocket. */
  FEED(false, false),
  /** A deployment's own server, whose answers are as untrusted as files. */
  SERVE(true, true);

  private final boolean slow;
  private final boolean sandboxed;

  RouteKind(boolean slow, boolean sandboxed) {
    this.slow = slow;
    this.sandboxed = sandboxed;
  }

  /** Whether the answer may take longer than that of an ordinary call. */
  public boolean isSlow() {
    return slow;
  }

  /** Whether a browser must treat the answer as another origin's content. */
  public boolean isSandboxed() {
    return sandboxed;
  }
}
