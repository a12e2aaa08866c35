package dev.trainyard.gateway.console;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/**
 * One file of the console, held in memory because there are few and everybody asks for them.
 *
 * @param zipped the same bytes in gzip coding, or null where that saves nothing
 * @param etag strong validator, without the quotes
 */
public record ConsoleFile(String type, Buffer plain, Buffer zipped, String etag) {

  private static final Set<String> DECLINED = Set.of("gzip;q=0", "gzip; q=0");

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("webp", "image/webp"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("wasm", "application/wasm"));

  /** The file of that name; its extension decides the type. */
  public static ConsoleFile of(String path, byte[] bytes) {
    String extension = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    byte[] zipped = gzip(bytes);
    return new ConsoleFile(
        TYPES.getOrDefault(extension, "application/octet-stream"),
        Buffer.buffer(bytes),
        zipped.length < bytes.length * 9 / 10 ? Buffer.buffer(zipped) : null,
        digest(bytes));
  }

  /**
   * Sends it, or that the client has it.
   *
   * @param asset whether it may be kept for ever
   */
  public Future<Void> answer(HttpServerRequest request, boolean asset) {
    HttpServerResponse response = request.response();
    boolean zip = zipped != null && acceptsGzip(request);
    String tag = "\"" + etag + (zip ? "-gz\"" : "\"");
    response.putHeader(HttpHeaders.ETAG, tag);
    response.putHeader(HttpHeaders.VARY, "Accept-Encoding");
    response.putHeader(
        HttpHeaders.CACHE_CONTROL, asset ? "public, max-age=31536000, immutable" : "no-cache");
    String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
    if (known != null && known.contains(tag)) {
      return response.setStatusCode(304).end();
    }
    var body = zip ? zipped : plain;
    response.putHeader(HttpHeaders.CONTENT_TYPE, type);
    response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
    if (zip) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    return request.method().equals(HttpMethod.HEAD) ? response.end() : response.end(body);
  }

  private static boolean acceptsGzip(HttpServerRequest request) {
    String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
    return accepted != null
        && accepted.contains("gzip")
        && DECLINED.stream().noneMatch(accepted::contains);
  }

  private static byte[] gzip(byte[] bytes) {
    var out = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static String digest(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
