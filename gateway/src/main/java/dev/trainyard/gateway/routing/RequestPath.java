package dev.trainyard.gateway.routing;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * A request target that reads the same for the gateway and for any service behind it. What could be
 * read in two ways (dot segments, empty segments, path parameters, double encoding, encoded letters
 * where routes are decided) is refused, never repaired.
 *
 * @param raw the path as sent, without the query
 * @param query the query as sent, without the question mark; empty when there is none
 * @param segments raw segments; a trailing slash gives an empty last one
 */
public record RequestPath(String raw, String query, List<String> segments) {

  private static final int MAX_PATH = 4096;
  private static final int MAX_QUERY = 8192;

  /** Leading segments that decide the route, so that no escape is allowed in them. */
  private static final int DECIDING = 3;

  private static final String PLAIN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,=:@/%";

  public RequestPath {
    segments = List.copyOf(segments);
  }

  /** Reads the target of a request line, or throws the 400. */
  public static RequestPath parse(String target) {
    int mark = target.indexOf('?');
    String raw = mark < 0 ? target : target.substring(0, mark);
    String query = mark < 0 ? "" : target.substring(mark + 1);
    if (raw.length() > MAX_PATH || query.length() > MAX_QUERY) {
      throw refused("is longer than " + MAX_PATH + " characters, or its query than " + MAX_QUERY);
    }
    if (!raw.startsWith("/")) {
      throw refused("must begin with a slash");
    }
    requireCharacters(raw, query);
    List<String> segments = List.of(raw.substring(1).split("/", -1));
    requireSegments(segments);
    if (raw.indexOf('%') >= 0) {
      requireEscapes(segments);
    }
    return new RequestPath(raw, query, segments);
  }

  /** The path and query, as an upstream gets them. */
  public String target() {
    return withQuery(raw);
  }

  /** Another path with this query. */
  public String withQuery(String path) {
    return query.isEmpty() ? path : path + "?" + query;
  }

  /** The segment, or an empty text past the end. */
  public String segment(int index) {
    return index < segments.size() ? segments.get(index) : "";
  }

  private static void requireCharacters(String raw, String query) {
    for (int i = 0; i < raw.length(); i++) {
      if (PLAIN.indexOf(raw.charAt(i)) < 0) {
        throw refused("holds a character that must be percent-encoded");
      }
    }
    for (int i = 0; i < query.length(); i++) {
      char c = query.charAt(i);
      if (c <= ' ' || c >= 0x7f || c == '#') {
        throw refused("has a query with a character that must be percent-encoded");
      }
    }
  }

  private static void requireSegments(List<String> segments) {
    for (int i = 0; i < segments.size(); i++) {
      String segment = segments.get(i);
      if (segment.equals(".") || segment.equals("..")) {
        throw refused("must not hold dot segments");
      }
      if (segment.isEmpty() && i < segments.size() - 1) {
        throw refused("must not hold empty segments");
      }
    }
  }

  /** An escape may stand only behind the deciding segments, and must decode to plain text once. */
  private static void requireEscapes(List<String> segments) {
    int deciding = segments.getFirst().equals("datasets") ? DECIDING + 1 : DECIDING;
    for (int i = 0; i < segments.size(); i++) {
      String segment = segments.get(i);
      if (segment.indexOf('%') < 0) {
        continue;
      }
      if (i < deciding) {
        throw refused("must not use percent-encoding in its first " + deciding + " segments");
      }
      requireDecoded(decode(segment));
    }
  }

  private static void requireDecoded(String decoded) {
    for (String part : decoded.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        throw refused("must not hold dot segments or empty segments");
      }
    }
    for (int i = 0; i < decoded.length(); i++) {
      char c = decoded.charAt(i);
      if (c < ' ' || c == 0x7f || c == '\\') {
        throw refused("must not hold control characters or backslashes");
      }
      if (c == '%' && isHex(decoded, i + 1) && isHex(decoded, i + 2)) {
        throw refused("must not be percent-encoded twice");
      }
    }
  }

  private static String decode(String segment) {
    ByteBuffer bytes = ByteBuffer.allocate(segment.length());
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      if (c != '%') {
        bytes.put((byte) c);
      } else if (isHex(segment, i + 1) && isHex(segment, i + 2)) {
        bytes.put((byte) HexFormat.fromHexDigits(segment, i + 1, i + 3));
        i += 2;
      } else {
        throw refused("holds a broken percent-encoding");
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException e) {
      throw refused("is not UTF-8");
    }
  }

  private static boolean isHex(String text, int index) {
    return index < text.length() && HexFormat.isHexDigit(text.charAt(index));
  }

  private static ProblemException refused(String detail) {
    return ProblemException.of(ProblemType.INVALID_INPUT, "The path " + detail);
  }
}
