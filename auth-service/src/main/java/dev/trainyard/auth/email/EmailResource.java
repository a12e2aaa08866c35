package dev.trainyard.auth.email;

import dev.trainyard.auth.limit.AttemptLimits;
import dev.trainyard.auth.link.LinkRequest;
import dev.trainyard.commons.security.Action;
import dev.trainyard.commons.security.CurrentCaller;
import dev.trainyard.commons.security.Guards;
import dev.trainyard.commons.security.Open;
import dev.trainyard.commons.security.Requires;
import dev.trainyard.commons.security.ResourceKind;
import dev.trainyard.data.idempotency.Idempotency;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;

/** What the pages behind links in mails about addresses send; opening a page changes nothing. */
@Path("/api/v1/auth/email")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "e-mail addresses")
@Guards(ResourceKind.ACCOUNT)
class EmailResource {

  private static final Duration WINDOW = Duration.ofHours(1);
  private static final int PER_ACCOUNT = 5;

  private final EmailProofs proofs;
  private final AttemptLimits limits;
  private final CurrentCaller caller;
  private final Idempotency idempotency;

  EmailResource(
      EmailProofs proofs, AttemptLimits limits, CurrentCaller caller, Idempotency idempotency) {
    this.proofs = proofs;
    this.limits = limits;
    this.caller = caller;
    this.idempotency = idempotency;
  }

  @POST
  @Path("/verification")
  @Requires(Action.WRITE)
  @Operation(operationId = "sendEmailVerification", summary = "Mail a link to the own address")
  @APIResponse(responseCode = "202", description = "The mail is on its way")
  @APIResponse(responseCode = "409", description = "There is nothing to confirm, or no mail")
  public RestResponse<Void> send(@RestHeader(Idempotency.HEADER) String key) {
    limits.attempt("email-verification", caller.get().subject().toString(), PER_ACCOUNT, WINDOW);
    return idempotency.answer(
        key,
        null,
        () -> {
          proofs.sendAgain(caller.get());
          return RestResponse.accepted();
        });
  }

  @POST
  @Path("/confirm")
  @Open
  @Operation(operationId = "confirmEmail", summary = "Confirm an address by a mailed link")
  @APIResponse(responseCode = "204", description = "Confirmed")
  @APIResponse(responseCode = "409", description = "Another account has the address meanwhile")
  @APIResponse(responseCode = "410", description = "The link cannot be used any more")
  public void confirm(@NotNull @Valid LinkRequest request) {
    proofs.confirm(request.token());
  }

  @POST
  @Path("/restore")
  @Open
  @Operation(operationId = "restoreEmail", summary = "Take a change of address back")
  @APIResponse(responseCode = "204", description = "The address of before is back")
  @APIResponse(responseCode = "409", description = "Another account has the address meanwhile")
  @APIResponse(responseCode = "410", description = "The link cannot be used any more")
  public void restore(@NotNull @Valid LinkRequest request) {
    proofs.restore(request.token());
  }
}
