package dev.trainyard.auth.organisation;

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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** HTTP face of organisations and their members. */
@Path("/api/v1/orgs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "organisations")
@Guards(ResourceKind.ORGANISATION)
class OrganisationResource {

  private final Organisations organisations;
  private final Members members;
  private final CurrentCaller caller;
  private final Idempotency idempotency;

  OrganisationResource(
      Organisations organisations, Members members, CurrentCaller caller, Idempotency idempotency) {
    this.organisations = organisations;
    this.members = members;
    this.caller = caller;
    this.idempotency = idempotency;
  }

  @POST
  @Requires(Action.WRITE)
  @Operation(operationId = "createOrganisation", summary = "Found an organisation")
  @APIResponseSchema(value = OrganisationResponse.class, responseCode = "201")
  @APIResponse(responseCode = "409", description = "The name is taken")
  public RestResponse<OrganisationResponse> create(
      @RestHeader(Idempotency.HEADER) String key,
      @NotNull @Valid CreateOrganisationRequest request,
      UriInfo uri) {
    organisations.requireFounder(caller.get());
    return idempotency.answer(
        key,
        request,
        () -> {
          OrganisationResponse organisation = organisations.create(caller.get(), request);
          return RestResponse.ResponseBuilder.<OrganisationResponse>created(
                  uri.getAbsolutePathBuilder().path(organisation.name()).build())
              .entity(organisation)
              .build();
        });
  }

  @GET
  @Requires(Action.READ)
  @Operation(operationId = "listOrganisations", summary = "List the own organisations by name")
  public Page<OrganisationResponse> list(
      @Parameter(description = "Those instead that the caller owns and that wait for deletion")
          @RestQuery
          boolean waiting,
      @RestQuery String cursor,
      @RestQuery String limit) {
    return organisations.list(caller.get(), waiting, Cursor.decode(cursor, 1), Limit.of(limit));
  }

  @GET
  @Path("/{org}")
  @Requires(Action.READ)
  @Operation(operationId = "getOrganisation", summary = "Read one organisation")
  public OrganisationResponse get(@RestPath String org) {
    return organisations.get(caller.get(), org);
  }

  @PATCH
  @Path("/{org}")
  @Requires(Action.MANAGE)
  @Operation(operationId = "updateOrganisation", summary = "Change an organisation")
  public OrganisationResponse update(
      @RestPath String org, @NotNull @Valid UpdateOrganisationRequest request) {
    return organisations.update(caller.get(), org, request);
  }

  @GET
  @Path("/{org}/members")
  @Requires(Action.READ)
  @Operation(operationId = "listMembers", summary = "List the members by name")
  public Page<MemberResponse> members(
      @RestPath String org, @RestQuery String cursor, @RestQuery String limit) {
    return organisations.members(caller.get(), org, Cursor.decode(cursor, 1), Limit.of(limit));
  }

  @PUT
  @Path("/{org}/members/{user}")
  @Requires(Action.MANAGE)
  @Operation(operationId = "setMember", summary = "Add a member or change a member's role")
  public MemberResponse setMember(
      @RestPath String org, @RestPath String user, @NotNull @Valid MemberRequest request) {
    return members.set(caller.get(), org, user, request.role());
  }

  @DELETE
  @Path("/{org}/members/{user}")
  @Requires(Action.MANAGE)
  @Operation(operationId = "removeMember", summary = "Remove a member, or leave")
  @APIResponse(responseCode = "204", description = "The user is no member any more")
  @APIResponse(responseCode = "409", description = "The user is the last owner")
  public void removeMember(@RestPath String org, @RestPath String user) {
    members.remove(caller.get(), org, user);
  }
}
