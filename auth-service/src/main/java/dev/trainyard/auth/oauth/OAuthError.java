package dev.trainyard.auth.oauth;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The answer to a refused OAuth request (RFC 6749, 5.2 and RFC 8628, 3.5), which clients of that
 * protocol read instead of a problem document.
 */
@Schema(name = "OAuthError")
record OAuthError(String error, @JsonProperty("error_description") String description) {

  /** The error codes of the two RFCs that this server gives. */
  enum Code {
    INVALID_REQUEST,
    INVALID_CLIENT,
    INVALID_GRANT,
    INVALID_SCOPE,
    UNSUPPORTED_GRANT_TYPE,
    AUTHORIZATION_PENDING,
    SLOW_DOWN,
    ACCESS_DENIED,
    EXPIRED_TOKEN;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** RFC 6749 gives every error but this one the status 400. */
    int status() {
      return this == INVALID_CLIENT ? 401 : 400;
    }
  }
}
