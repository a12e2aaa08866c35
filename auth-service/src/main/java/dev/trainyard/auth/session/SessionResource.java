package dev.trainyard.auth.session;

import dev.trainyard.commons.paging.Cursor;
import dev.trainyard.commons.paging.Limit;
import dev.trainyard.commons.paging.Page;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Action;
import dev.trainyard.commons.security.CurrentCaller;
import dev.trainyard.commons.security.Guards;
import dev.trainyard.commons.security.Open;
import dev.trainyard.commons.security.Requires;
import dev.trainyard.commons.security.ResourceKind;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** The own session, and the list of signed-in browsers. */
@Path("/api/v1/auth")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "sessions")
@Guards(ResourceKind.ACCOUNT)
class SessionResource {

  private final PasswordChange passwords;
  private final Sessions sessions;
  private final SessionList list;
  private final SessionAnswers answers;
  private final CurrentCaller caller;

  SessionResource(
      PasswordChange passwords,
      Sessions sessions,
      SessionList list,
      SessionAnswers answers,
      CurrentCaller caller) {
    this.passwords = passwords;
    this.sessions = sessions;
    this.list = list;
    this.answers = answers;
    this.caller = caller;
  }

  @POST
  @Path("/logout")
  @Open
  @Operation(operationId = "signOut", summary = "End the own session")
  @APIResponse(responseCode = "204", description = "Nobody is signed in any more")
  public RestResponse<Void> logout() {
    sessions.endOwn(caller.get());
    return answers.signedOut();
  }

  @GET
  @Path("/session")
  @Requires(Action.READ)
  @Operation(operationId = "getSession", summary = "Read who is signed in")
  public RestResponse<SessionResponse> session() {
    return answers.show(sessions.require(caller.get()));
  }

  @GET
  @Path("/sessions")
  @Requires(Action.READ)
  @Operation(operationId = "listSessions", summary = "List the own sessions, newest first")
  public Page<SessionItem> list(@RestQuery String cursor, @RestQuery String limit) {
    return list.list(caller.get(), Cursor.decode(cursor, 2), Limit.of(limit));
  }

  @DELETE
  @Path("/sessions/{id}")
  @Requires(Action.WRITE)
  @Operation(operationId = "endSession", summary = "End one of the own sessions")
  @APIResponse(responseCode = "204", description = "The session has ended")
  public void end(@RestPath String id) {
    list.end(caller.get(), id(id));
  }

  @DELETE
  @Path("/sessions")
  @Requires(Action.WRITE)
  @Operation(operationId = "endOtherSessions", summary = "End all own sessions but this one")
  @APIResponse(responseCode = "204", description = "Only this one is left")
  public void endOthers() {
    list.endOthers(caller.get());
  }

  @POST
  @Path("/password")
  @Requires(Action.WRITE)
  @Operation(operationId = "changePassword", summary = "Change the own password")
  @APIResponse(responseCode = "204", description = "Changed; every other session has ended")
  public void changePassword(@NotNull @Valid PasswordRequest request) {
    passwords.change(caller.get(), request);
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw ProblemException.notFound("Session", text);
    }
  }
}
