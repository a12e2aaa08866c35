package dev.trainyard.auth.erasure;

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
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Erasures of people, for administrators. */
@Path("/api/v1/privacy/erasures")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "privacy")
@Guards(ResourceKind.USER)
class ErasureResource {

  private final Erasures erasures;
  private final CurrentCaller caller;
  private final Idempotency idempotency;

  ErasureResource(Erasures erasures, CurrentCaller caller, Idempotency idempotency) {
    this.erasures = erasures;
    this.caller = caller;
    this.idempotency = idempotency;
  }

  @POST
  @Requires(Action.MANAGE)
  @Operation(
      operationId = "erasePerson",
      summary = "Erase everything about the holder of a deactivated account, in all services")
  @APIResponseSchema(value = ErasureResponse.class, responseCode = "202")
  @APIResponse(responseCode = "409", description = "The account is active, or an only owner")
  public RestResponse<ErasureResponse> erase(
      @RestHeader(Idempotency.HEADER) String key, @NotNull @Valid EraseRequest request) {
    erasures.requireProof(caller.get());
    return idempotency.answer(
        key,
        request,
        () -> {
          ErasureResponse erasure = erasures.begin(caller.get(), request.name());
          return RestResponse.ResponseBuilder.create(RestResponse.Status.ACCEPTED, erasure)
              .location(URI.create("/api/v1/privacy/erasures/" + erasure.id()))
              .build();
        });
  }

  @GET
  @Path("/{id}")
  @Requires(Action.READ)
  @Operation(operationId = "getErasure", summary = "The receipts of an erasure")
  public ErasureResponse get(@RestPath String id) {
    try {
      return erasures.get(UUID.fromString(id));
    } catch (IllegalArgumentException e) {
      throw ProblemException.notFound("Erasure", id);
    }
  }
}
