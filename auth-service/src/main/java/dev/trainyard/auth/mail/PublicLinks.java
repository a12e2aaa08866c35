package dev.trainyard.auth.mail;

import dev.trainyard.auth.config.AuthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;

/**
 * Links to pages of the console. Only the configured origin counts: what a request says of its host
 * is whatever its sender wrote. The secret stands behind {@code #}, which browsers keep to
 * themselves, so that it gets into no log.
 */
@ApplicationScoped
public class PublicLinks {

  private final Optional<URI> origin;

  PublicLinks(AuthConfig config) {
    this.origin = config.publicUrl();
  }

  /** Whether links can be written at all. */
  public boolean areKnown() {
    return origin.isPresent();
  }

  /**
   * A link to a page.
   *
   * @param page path of the page, beginning with a slash
   */
  public String to(String page, String secret) {
    return to(page) + "#" + secret;
  }

  public String to(String page) {
    String url = origin.orElseThrow().toString();
    return (url.endsWith("/") ? url.substring(0, url.length() - 1) : url) + page;
  }

  /** The host, for message identifiers. */
  String host() {
    return origin.map(URI::getHost).orElse("localhost");
  }
}
