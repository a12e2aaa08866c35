package dev.trainyard.data.person;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Internal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** How auth-service has a person erased from a service. */
public interface PersonRoutes {

  PersonErasure erasure();

  PersonExport export();

  @GET
  @Path("/exports/{id}")
  @RunOnVirtualThread
  @Produces("application/x-ndjson")
  @Internal("auth")
  @Operation(
      operationId = "exportPerson",
      summary = "What is held about a person, a line of JSON for each thing")
  @APIResponse(responseCode = "200", description = "Kind and data of each thing")
  default Response export(@RestPath String id, @RestQuery String name) {
    UUID person = number("Person", id);
    String own = name == null ? "" : name;
    StreamingOutput body = out -> export().write(person, own, out);
    return Response.ok(body).build();
  }

  @PUT
  @Path("/erasures/{id}")
  @RunOnVirtualThread
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Internal("auth")
  @Operation(
      operationId = "erasePerson",
      summary = "Erase a person; the receipt again when that is done")
  default ErasureReceipt erase(@RestPath String id, ErasedPerson person) {
    return erasure().erase(number("Erasure", id), person);
  }

  private static UUID number(String what, String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw ProblemException.notFound(what, text);
    }
  }
}
