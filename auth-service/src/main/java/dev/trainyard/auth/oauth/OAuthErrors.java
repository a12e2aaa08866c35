package dev.trainyard.auth.oauth;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers refused OAuth requests in the form of that protocol. */
class OAuthErrors {

  @ServerExceptionMapper
  Response refused(OAuthException e) {
    return Response.status(e.code().status())
        .type(MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .entity(new OAuthError(e.code().text(), e.getMessage()))
        .build();
  }
}
