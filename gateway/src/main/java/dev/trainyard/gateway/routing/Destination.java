package dev.trainyard.gateway.routing;

/** Where a request goes. */
public sealed interface Destination {

  /** To a service of the platform. */
  record Service(String upstream, RouteKind kind) implements Destination {}

  /**
   * To a ready replica of a deployment.
   *
   * @param path path at the deployment's own server
   */
  record Deployment(String namespace, String name, String path) implements Destination {}

  /** To the gateway's own health. */
  record Health(Probe probe) implements Destination {}

  /** To the files of the web console. */
  record Console() implements Destination {}

  /** To the description of the whole API. */
  record Document() implements Destination {}

  /** Nowhere: the URL space has no such path. */
  record Nowhere() implements Destination {}

  /** What the health routes of the public port answer for. */
  enum Probe {
    ALL,
    LIVE,
    READY
  }
}
