package dev.trainyard.auth.session;

import dev.trainyard.commons.security.Action;
import dev.trainyard.commons.security.CurrentCaller;
import dev.trainyard.commons.security.Guards;
import dev.trainyard.commons.security.Requires;
import dev.trainyard.commons.security.ResourceKind;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** What administrators do to other people's sessions. */
@Path("/api/v1/users/{name}/sessions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "sessions")
@Guards(ResourceKind.USER)
class UserSessionsResource {

  private final SessionList sessions;
  private final CurrentCaller caller;

  UserSessionsResource(SessionList sessions, CurrentCaller caller) {
    this.sessions = sessions;
    this.caller = caller;
  }

  @DELETE
  @Requires(Action.MANAGE)
  @Operation(operationId = "endSessionsOfUser", summary = "End all sessions of an account")
  @APIResponse(responseCode = "204", description = "The user has to sign in again everywhere")
  public void endAll(@RestPath String name) {
    sessions.endAllOf(caller.get(), name);
  }
}
