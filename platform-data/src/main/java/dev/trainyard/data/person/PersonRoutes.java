package dev.trainyard.data.person;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Internal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

/** How auth-service has a person erased from a service. */
public interface PersonRoutes {

  PersonErasure erasure();

  @PUT
  @Path("/erasures/{id}")
  @RunOnVirtualThread
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Internal("auth")
  @Operation(
      operationId = "erasePerson",
      summary = "Erase a person; the receipt again when that is done")
  default ErasureReceipt erase(@RestPath String id, @NotNull @Valid ErasedPerson person) {
    return erasure().erase(number(id), person);
  }

  private static UUID number(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw ProblemException.notFound("Erasure", text);
    }
  }
}
