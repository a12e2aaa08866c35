package dev.trainyard.auth.oauth;

import dev.trainyard.auth.limit.ClientOrigin;
import dev.trainyard.commons.security.Action;
import dev.trainyard.commons.security.CurrentCaller;
import dev.trainyard.commons.security.Guards;
import dev.trainyard.commons.security.Requires;
import dev.trainyard.commons.security.ResourceKind;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How a signed-in person lets a device in. The code is in bodies alone, so it is in no log. */
@Path("/api/v1/auth/device-logins")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "device login")
@Guards(ResourceKind.TOKEN)
class DeviceResource {

  private final LimitedDeviceLogins logins;
  private final ClientOrigin origin;
  private final CurrentCaller caller;

  DeviceResource(LimitedDeviceLogins logins, ClientOrigin origin, CurrentCaller caller) {
    this.logins = logins;
    this.origin = origin;
    this.caller = caller;
  }

  @POST
  @Path("/lookup")
  @Requires(Action.READ)
  @Operation(operationId = "findDeviceLogin", summary = "Read which device a code belongs to")
  @APIResponse(responseCode = "404", description = "No device waits under this code")
  public DeviceLoginResponse find(@NotNull @Valid UserCodeRequest request) {
    return logins.find(caller.get(), request.userCode(), origin);
  }

  @POST
  @Path("/approve")
  @Requires(Action.WRITE)
  @Operation(operationId = "approveDeviceLogin", summary = "Let a device act for oneself")
  @APIResponse(responseCode = "204", description = "The device gets its token at its next poll")
  @APIResponse(responseCode = "404", description = "No device waits under this code")
  public void approve(@NotNull @Valid ApproveRequest request) {
    logins.approve(caller.get(), request.userCode(), request.scope(), origin);
  }

  @POST
  @Path("/deny")
  @Requires(Action.WRITE)
  @Operation(operationId = "denyDeviceLogin", summary = "Turn a device away")
  @APIResponse(responseCode = "204", description = "The device is told so at its next poll")
  @APIResponse(responseCode = "404", description = "No device waits under this code")
  public void deny(@NotNull @Valid UserCodeRequest request) {
    logins.deny(caller.get(), request.userCode(), origin);
  }
}
