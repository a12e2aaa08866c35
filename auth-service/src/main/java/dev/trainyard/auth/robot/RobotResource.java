package dev.trainyard.auth.robot;

import dev.trainyard.commons.paging.Cursor;
import dev.trainyard.commons.paging.Limit;
import dev.trainyard.commons.paging.Page;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Action;
import dev.trainyard.commons.security.CurrentCaller;
import dev.trainyard.commons.security.Guards;
import dev.trainyard.commons.security.Requires;
import dev.trainyard.commons.security.ResourceKind;
import dev.trainyard.data.idempotency.Idempotency;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** HTTP face of an organisation's robots. */
@Path("/api/v1/orgs/{org}/robots")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "robots")
@Guards(ResourceKind.ROBOT)
class RobotResource {

  private final Robots robots;
  private final CurrentCaller caller;
  private final Idempotency idempotency;

  RobotResource(Robots robots, CurrentCaller caller, Idempotency idempotency) {
    this.robots = robots;
    this.caller = caller;
    this.idempotency = idempotency;
  }

  @POST
  @Requires(Action.MANAGE)
  @Operation(operationId = "createRobot", summary = "Make a robot; its secret is shown this once")
  @APIResponseSchema(value = RobotResponse.class, responseCode = "201")
  @APIResponse(responseCode = "409", description = "The name is taken, or there are 100 robots")
  public RestResponse<RobotResponse> create(
      @RestPath String org,
      @RestHeader(Idempotency.HEADER) String key,
      @NotNull @Valid CreateRobotRequest request) {
    robots.requireMaker(caller.get(), org);
    return idempotency.answerOnce(
        key,
        request,
        made -> "The robot " + made.fullName(),
        () -> shownOnce(RestResponse.Status.CREATED, robots.create(caller.get(), org, request)));
  }

  @GET
  @Requires(Action.READ)
  @Operation(operationId = "listRobots", summary = "List an organisation's robots by name")
  public Page<RobotResponse> list(
      @RestPath String org, @RestQuery String cursor, @RestQuery String limit) {
    return robots.list(caller.get(), org, Cursor.decode(cursor, 1), Limit.of(limit));
  }

  @GET
  @Path("/{robot}")
  @Requires(Action.READ)
  @Operation(operationId = "getRobot", summary = "Read one robot")
  public RobotResponse get(@RestPath String org, @RestPath String robot) {
    return robots.get(caller.get(), org, robot);
  }

  @POST
  @Path("/{robot}/rotate")
  @Requires(Action.MANAGE)
  @Operation(
      operationId = "rotateRobot",
      summary = "Give a robot a new secret; the one before works for another day")
  public RestResponse<RobotResponse> rotate(
      @RestPath String org, @RestPath String robot, @RestHeader(Idempotency.HEADER) String key) {
    robots.requireMaker(caller.get(), org);
    return idempotency.answerOnce(
        key,
        null,
        made -> "A new secret of the robot " + made.fullName(),
        () -> shownOnce(RestResponse.Status.OK, robots.rotate(caller.get(), org, robot)));
  }

  @DELETE
  @Path("/{robot}/secrets/{id}")
  @Requires(Action.MANAGE)
  @Operation(operationId = "endRobotSecret", summary = "End one of a robot's secrets")
  @APIResponse(responseCode = "204", description = "Nobody can use it any more")
  public void endSecret(@RestPath String org, @RestPath String robot, @RestPath String id) {
    robots.endSecret(caller.get(), org, robot, id(id));
  }

  @POST
  @Path("/{robot}/disable")
  @Requires(Action.MANAGE)
  @Operation(operationId = "disableRobot", summary = "Stop a robot until it is enabled again")
  public RobotResponse disable(@RestPath String org, @RestPath String robot) {
    return robots.disable(caller.get(), org, robot, true);
  }

  @POST
  @Path("/{robot}/enable")
  @Requires(Action.MANAGE)
  @Operation(operationId = "enableRobot", summary = "Let a disabled robot act again")
  public RobotResponse enable(@RestPath String org, @RestPath String robot) {
    return robots.disable(caller.get(), org, robot, false);
  }

  @DELETE
  @Path("/{robot}")
  @Requires(Action.MANAGE)
  @Operation(operationId = "deleteRobot", summary = "Delete a robot for good")
  @APIResponse(responseCode = "204", description = "Its secrets and jobs have no rights left")
  public void delete(@RestPath String org, @RestPath String robot) {
    robots.delete(caller.get(), org, robot);
  }

  private static RestResponse<RobotResponse> shownOnce(
      RestResponse.Status status, RobotResponse robot) {
    return RestResponse.ResponseBuilder.create(status, robot)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw ProblemException.notFound("Secret", text);
    }
  }
}
