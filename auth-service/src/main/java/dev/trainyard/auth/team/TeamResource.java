package dev.trainyard.auth.team;

import dev.trainyard.commons.paging.Cursor;
import dev.trainyard.commons.paging.Limit;
import dev.trainyard.commons.paging.Page;
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
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** HTTP face of teams. */
@Path("/api/v1/orgs/{org}/teams")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "teams")
@Guards(ResourceKind.ORGANISATION)
class TeamResource {

  private final Teams teams;
  private final CurrentCaller caller;
  private final Idempotency idempotency;

  TeamResource(Teams teams, CurrentCaller caller, Idempotency idempotency) {
    this.teams = teams;
    this.caller = caller;
    this.idempotency = idempotency;
  }

  @GET
  @Requires(Action.READ)
  @Operation(operationId = "listTeams", summary = "List the teams of an organisation by name")
  public Page<TeamResponse> list(
      @RestPath String org, @RestQuery String cursor, @RestQuery String limit) {
    return teams.list(caller.get(), org, Cursor.decode(cursor, 1), Limit.of(limit));
  }

  @POST
  @Requires(Action.MANAGE)
  @Operation(operationId = "createTeam", summary = "Make a team")
  @APIResponseSchema(value = TeamResponse.class, responseCode = "201")
  @APIResponse(responseCode = "409", description = "The organisation has a team of this name")
  public RestResponse<TeamResponse> create(
      @RestPath String org,
      @RestHeader(Idempotency.HEADER) String key,
      @NotNull @Valid CreateTeamRequest request,
      UriInfo uri) {
    teams.requireMaker(caller.get(), org, request);
    return idempotency.answer(
        key,
        request,
        () -> {
          TeamResponse team = teams.create(caller.get(), org, request);
          return RestResponse.ResponseBuilder.<TeamResponse>created(
                  uri.getAbsolutePathBuilder().path(team.name()).build())
              .entity(team)
              .build();
        });
  }

  @GET
  @Path("/{team}")
  @Requires(Action.READ)
  @Operation(operationId = "getTeam", summary = "Read one team")
  public TeamResponse get(@RestPath String org, @RestPath String team) {
    return teams.get(caller.get(), org, team);
  }

  @PATCH
  @Path("/{team}")
  @Requires(Action.MANAGE)
  @Operation(operationId = "updateTeam", summary = "Change a team's name for people or its role")
  public TeamResponse update(
      @RestPath String org, @RestPath String team, @NotNull @Valid UpdateTeamRequest request) {
    return teams.update(caller.get(), org, team, request);
  }

  @DELETE
  @Path("/{team}")
  @Requires(Action.MANAGE)
  @Operation(operationId = "deleteTeam", summary = "Dissolve a team; its members stay")
  @APIResponse(responseCode = "204", description = "The team is gone, its role with it")
  public void delete(@RestPath String org, @RestPath String team) {
    teams.delete(caller.get(), org, team);
  }

  @GET
  @Path("/{team}/members")
  @Requires(Action.READ)
  @Operation(operationId = "listTeamMembers", summary = "List the members of a team by name")
  public Page<TeamMemberResponse> members(
      @RestPath String org,
      @RestPath String team,
      @RestQuery String cursor,
      @RestQuery String limit) {
    return teams.members(caller.get(), org, team, Cursor.decode(cursor, 1), Limit.of(limit));
  }

  @PUT
  @Path("/{team}/members/{user}")
  @Requires(Action.MANAGE)
  @Operation(operationId = "addTeamMember", summary = "Put a member of the organisation in a team")
  @APIResponse(responseCode = "204", description = "The user is in the team")
  public void add(@RestPath String org, @RestPath String team, @RestPath String user) {
    teams.add(caller.get(), org, team, user);
  }

  @DELETE
  @Path("/{team}/members/{user}")
  @Requires(Action.MANAGE)
  @Operation(operationId = "removeTeamMember", summary = "Take a member out of a team, or leave it")
  @APIResponse(responseCode = "204", description = "The user is not in the team any more")
  public void remove(@RestPath String org, @RestPath String team, @RestPath String user) {
    teams.remove(caller.get(), org, team, user);
  }
}
