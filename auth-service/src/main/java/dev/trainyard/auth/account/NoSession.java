package dev.trainyard.auth.account;

import io.quarkus.security.UnauthorizedException;

/** The credential behind the request has ended since its token was signed. */
public final class NoSession extends UnauthorizedException {

  public NoSession() {
    super("The session or token has ended");
  }
}
