package dev.trainyard.gateway.routing;

import dev.trainyard.commons.naming.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The public URL space: the longest prefix wins, and at equal length a literal segment wins over a
 * placeholder.
 */
public final class RouteTable {

  /** First segments that never show the console, so that a wrong API path is a 404 and no page. */
  private static final Set<String> NEVER_PAGES =
      Set.of("api", "internal", "oauth", "xet", "serve", "health", "metrics", "q", ".well-known");

  private static final String DOCUMENT = "/api/v1/openapi.json";

  private final Node root = new Node();

  /** Adds a prefix such as {@code /api/v1/models} or {@code /{ns}/{name}/resolve}. */
  public RouteTable add(String prefix, Destination.Service service) {
    if (!prefix.startsWith("/") || prefix.endsWith("/")) {
      throw new IllegalArgumentException("Route " + prefix + " must be /a or /a/b");
    }
    Node node = root;
    for (String segment : prefix.substring(1).split("/", -1)) {
      node = node.childFor(segment);
    }
    if (node.service != null && !node.service.equals(service)) {
      throw new IllegalArgumentException("Route " + prefix + " has two destinations");
    }
    node.service = service;
    return this;
  }

  /** Finds where a request goes; never null. */
  public Destination find(RequestPath path) {
    String first = path.segment(0);
    switch (first) {
      case "health" -> {
        return health(path.raw());
      }
      case "serve" -> {
        return deployment(path);
      }
      default -> {
        if (path.raw().equals(DOCUMENT)) {
          return new Destination.Document();
        }
        Destination.Service service = root.longest(path.segments(), 0);
        if (service != null) {
          return service;
        }
      }
    }
    return NEVER_PAGES.contains(first) ? new Destination.Nowhere() : new Destination.Console();
  }

  private static Destination health(String path) {
    return switch (path) {
      case "/health" -> new Destination.Health(Destination.Probe.ALL);
      case "/health/live" -> new Destination.Health(Destination.Probe.LIVE);
      case "/health/ready" -> new Destination.Health(Destination.Probe.READY);
      default -> new Destination.Nowhere();
    };
  }

  /**
   * Only the inference protocol is public: {@code /v2/repository} would let a caller unload models
   * on servers that implement it.
   */
  private static Destination deployment(RequestPath path) {
    boolean inference = path.segment(3).equals("v2") && !path.segment(4).equals("repository");
    if (!inference || !Names.isValid(path.segment(1)) || !Names.isValid(path.segment(2))) {
      return new Destination.Nowhere();
    }
    String rest = "/" + String.join("/", path.segments().subList(3, path.segments().size()));
    return new Destination.Deployment(path.segment(1), path.segment(2), rest);
  }

  /** One level of the table. */
  private static final class Node {

    private final Map<String, Node> literals = new HashMap<>();
    private final List<Wildcard> wildcards = new ArrayList<>();
    private Destination.Service service;

    private record Wildcard(String suffix, Node node) {}

    private Node childFor(String segment) {
      if (!segment.startsWith("{")) {
        return literals.computeIfAbsent(segment, _ -> new Node());
      }
      String suffix = segment.substring(segment.indexOf('}') + 1);
      for (Wildcard wildcard : wildcards) {
        if (wildcard.suffix.equals(suffix)) {
          return wildcard.node;
        }
      }
      var added = new Wildcard(suffix, new Node());
      wildcards.add(added);
      return added.node;
    }

    private Destination.Service longest(List<String> segments, int index) {
      if (index < segments.size()) {
        String segment = segments.get(index);
        Node literal = literals.get(segment);
        Destination.Service found = literal == null ? null : literal.longest(segments, index + 1);
        for (Wildcard wildcard : found == null ? wildcards : List.<Wildcard>of()) {
          if (found == null && fits(segment, wildcard.suffix, index)) {
            found = wildcard.node.longest(segments, index + 1);
          }
        }
        if (found != null) {
          return found;
        }
      }
      return service;
    }

    /** A placeholder in front stands for a namespace, which no reserved word can be. */
    private static boolean fits(String segment, String suffix, int index) {
      return segment.length() > suffix.length()
          && segment.endsWith(suffix)
          && (index > 0 || !(Names.isReserved(segment) || segment.startsWith(".")));
    }
  }
}
