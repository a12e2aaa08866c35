package dev.trainyard.auth.organisation;

import dev.trainyard.commons.security.Action;
import dev.trainyard.commons.security.CurrentCaller;
import dev.trainyard.commons.security.Guards;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Where organisations end, and where their owners keep them after all. */
@Path("/api/v1/orgs/{org}/deletion")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "organisations")
@Guards(ResourceKind.ORGANISATION)
class OrganisationDeletionResource {

  private final OrganisationDeletion deletion;
  private final OrganisationRestoration restoration;
  private final CurrentCaller caller;

  OrganisationDeletionResource(
      OrganisationDeletion deletion, OrganisationRestoration restoration, CurrentCaller caller) {
    this.deletion = deletion;
    this.restoration = restoration;
    this.caller = caller;
  }

  @POST
  @Requires(Action.MANAGE)
  @Operation(
      operationId = "deleteOrganisation",
      summary = "Have an organisation deleted with all it owns; its rights end at once")
  @APIResponseSchema(value = OrganisationDeletionResponse.class, responseCode = "202")
  public RestResponse<OrganisationDeletionResponse> ask(
      @RestPath String org, @NotNull @Valid OrganisationDeletionRequest request) {
    return RestResponse.accepted(deletion.ask(caller.get(), org, request.name()));
  }

  @GET
  @Requires(Action.READ)
  @Operation(
      operationId = "getOrganisationDeletion",
      summary = "Until when the deletion of an organisation can be taken back, for its owners")
  public OrganisationDeletionResponse get(@RestPath String org) {
    return restoration.get(caller.get(), org);
  }

  @DELETE
  @Requires(Action.MANAGE)
  @Operation(
      operationId = "restoreOrganisation",
      summary = "Take the deletion of an organisation back")
  @APIResponse(responseCode = "204", description = "It stays, and so do all rights in it")
  public void restore(@RestPath String org) {
    restoration.restore(caller.get(), org);
  }
}
