package dev.trainyard.hub.web;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** What tus asks of every request and answer, errors included. */
class TusFilters {

  private static final Pattern UPLOADS =
      Pattern.compile("/?api/v1/[a-z]+/[^/]+/[^/]+/uploads(/[^/]+)?/?");
  private static final String OVERRIDE = "X-HTTP-Method-Override";
  private static final Set<String> OVERRIDES = Set.of(HttpMethod.PATCH, HttpMethod.DELETE);

  /** For clients behind proxies that let only GET and POST pass. */
  @ServerRequestFilter(preMatching = true)
  public void overrideMethod(ContainerRequestContext request) {
    String method = request.getHeaderString(OVERRIDE);
    if (method != null
        && HttpMethod.POST.equals(request.getMethod())
        && OVERRIDES.contains(method.toUpperCase(Locale.ROOT))
        && isUpload(request)) {
      request.setMethod(method.toUpperCase(Locale.ROOT));
    }
  }

  @ServerResponseFilter
  public void nameVersion(ContainerRequestContext request, ContainerResponseContext response) {
    if (isUpload(request)) {
      response.getHeaders().putSingle(Tus.RESUMABLE_HEADER, Tus.VERSION);
      if (response.getStatus() == 412) {
        response.getHeaders().putSingle(Tus.VERSION_HEADER, Tus.VERSION);
      }
    }
  }

  private static boolean isUpload(ContainerRequestContext request) {
    return UPLOADS.matcher(request.getUriInfo().getPath()).matches();
  }
}
