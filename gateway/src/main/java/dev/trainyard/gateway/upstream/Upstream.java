package dev.trainyard.gateway.upstream;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;

/** A server behind the gateway. */
public record Upstream(String name, String host, int port, boolean ssl) {

  /** Reads a base URL; a path in it is not supported, because paths are forwarded as they are. */
  public static Upstream of(String name, URI base) {
    boolean ssl = "https".equals(base.getScheme());
    boolean plain = "http".equals(base.getScheme());
    String path = base.getRawPath();
    if (!(ssl || plain) || base.getHost() == null || !(path.isEmpty() || path.equals("/"))) {
      throw new IllegalArgumentException("Upstream " + name + " must be http(s)://host[:port]");
    }
    int port = base.getPort() >= 0 ? base.getPort() : ssl ? 443 : 80;
    return new Upstream(name, base.getHost(), port, ssl);
  }

  /** The same server under another name or address. */
  Upstream at(String otherHost) {
    return new Upstream(name, otherHost, port, ssl);
  }

  /** The scheme, host and port as they stand in an absolute URL. */
  public String origin() {
    return (ssl ? "https://" : "http://") + host + ":" + port;
  }

  /** Options of a request to this server. */
  public RequestOptions request(HttpMethod method, String target) {
    return new RequestOptions()
        .setMethod(method)
        .setHost(host)
        .setPort(port)
        .setSsl(ssl)
        .setURI(target);
  }
}
