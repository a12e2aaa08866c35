package dev.trainyard.inference.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** What a path of the Open Inference Protocol asks for. */
record Route(Kind kind, String model, String version) {

  /** The operations of the server. */
  enum Kind {
    SERVER,
    LIVE,
    READY,
    MODELS,
    MODEL,
    MODEL_READY,
    INFER,
    METRICS,
    UNKNOWN
  }

  private static final Route NOTHING = new Route(Kind.UNKNOWN, null, null);

  static Route of(String path) {
    return switch (path) {
      case "/v2", "/v2/" -> new Route(Kind.SERVER, null, null);
      case "/v2/health/live" -> new Route(Kind.LIVE, null, null);
      case "/v2/health/ready" -> new Route(Kind.READY, null, null);
      case "/v2/models" -> new Route(Kind.MODELS, null, null);
      case "/metrics" -> new Route(Kind.METRICS, null, null);
      default -> model(path);
    };
  }

  private static Route model(String path) {
    if (!path.startsWith("/v2/models/")) {
      return NOTHING;
    }
    List<String> parts =
        Arrays.stream(path.substring(11).split("/", -1)).map(Route::decode).toList();
    String version = null;
    int at = 1;
    if (parts.size() > 2 && parts.get(1).equals("versions")) {
      version = parts.get(2);
      at = 3;
    }
    if (parts.size() == at) {
      return new Route(Kind.MODEL, parts.getFirst(), version);
    }
    if (parts.size() == at + 1) {
      return switch (parts.get(at)) {
        case "ready" -> new Route(Kind.MODEL_READY, parts.getFirst(), version);
        case "infer" -> new Route(Kind.INFER, parts.getFirst(), version);
        default -> NOTHING;
      };
    }
    return NOTHING;
  }

  private static String decode(String part) {
    try {
      return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
