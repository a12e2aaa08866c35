package dev.trainyard.auth.oauth;

import dev.trainyard.auth.oauth.OAuthError.Code;

/** An OAuth request that is refused; the message is sent to the client. */
final class OAuthException extends RuntimeException {

  private final Code code;

  OAuthException(Code code, String description) {
    super(description);
    this.code = code;
  }

  Code code() {
    return code;
  }
}
