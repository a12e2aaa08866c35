package dev.trainyard.auth.mail;

import dev.trainyard.auth.config.AuthConfig;
import dev.trainyard.commons.security.Open;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells the console whether there is mail, and where to look for it. */
@Path("/api/v1/auth/mail")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "mail")
class MailResource {

  private final MailStatus status;

  MailResource(Transport transport, AuthConfig config) {
    String folder =
        transport.kind() == TransportKind.FOLDER
            ? config.mail().folder().orElseThrow().toAbsolutePath().toString()
            : null;
    this.status = new MailStatus(transport.kind(), folder);
  }

  @GET
  @Open
  @Operation(operationId = "getMail", summary = "Read whether and where the platform sends mail")
  public MailStatus status() {
    return status;
  }
}
