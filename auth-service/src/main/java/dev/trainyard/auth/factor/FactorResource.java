package dev.trainyard.auth.factor;

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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** HTTP face of the own second factor. */
@Path("/api/v1/auth/second-factor")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "second factor")
@Guards(ResourceKind.TOKEN)
class FactorResource {

  private final Enrolment enrolment;
  private final FactorRemoval removal;
  private final CurrentCaller caller;

  FactorResource(Enrolment enrolment, FactorRemoval removal, CurrentCaller caller) {
    this.enrolment = enrolment;
    this.removal = removal;
    this.caller = caller;
  }

  @GET
  @Requires(Action.READ)
  @Operation(operationId = "getSecondFactor", summary = "Read whether there is a second factor")
  public FactorStatus status() {
    return enrolment.status(caller.get());
  }

  @POST
  @Requires(Action.WRITE)
  @Operation(operationId = "enrolSecondFactor", summary = "Begin to enrol an authenticator app")
  @APIResponseSchema(value = FactorSeed.class, responseCode = "200")
  @APIResponse(responseCode = "409", description = "There is a second factor already")
  public RestResponse<FactorSeed> begin() {
    return secret(enrolment.begin(caller.get()));
  }

  @POST
  @Requires(Action.WRITE)
  @Path("/confirm")
  @Operation(operationId = "confirmSecondFactor", summary = "End the enrolment with a code")
  @APIResponseSchema(value = FactorCodes.class, responseCode = "200")
  public RestResponse<FactorCodes> confirm(@NotNull @Valid ConfirmRequest request) {
    return secret(enrolment.confirm(caller.get(), request.code()));
  }

  @POST
  @Requires(Action.WRITE)
  @Path("/recovery-codes")
  @Operation(operationId = "replaceRecoveryCodes", summary = "Replace the recovery codes")
  @APIResponseSchema(value = FactorCodes.class, responseCode = "200")
  public RestResponse<FactorCodes> replaceCodes() {
    return secret(enrolment.replaceCodes(caller.get()));
  }

  @DELETE
  @Requires(Action.WRITE)
  @Operation(operationId = "removeSecondFactor", summary = "Remove the own second factor")
  @APIResponse(responseCode = "204", description = "The password alone signs in from now on")
  public void remove() {
    removal.removeOwn(caller.get());
  }

  private static <T> RestResponse<T> secret(T body) {
    return RestResponse.ResponseBuilder.ok(body)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }
}
