package dev.trainyard.auth.audit;

import dev.trainyard.commons.paging.Cursor;
import dev.trainyard.commons.paging.Limit;
import dev.trainyard.commons.paging.Page;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Action;
import dev.trainyard.commons.security.Guards;
import dev.trainyard.commons.security.Requires;
import dev.trainyard.commons.security.ResourceKind;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Lists the audit log to administrators and auditors. */
@Path("/api/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "audit")
@Guards(ResourceKind.AUDIT)
class AuditResource {

  private static final int LONGEST = 300;

  private final AuditLog log;

  AuditResource(AuditLog log) {
    this.log = log;
  }

  @GET
  @Requires(Action.READ)
  @Operation(operationId = "listAuditEvents", summary = "List audit events, newest first")
  public Page<AuditEventResponse> list(
      @RestQuery String actor,
      @RestQuery String action,
      @RestQuery String target,
      @RestQuery String from,
      @RestQuery String to,
      @RestQuery String cursor,
      @RestQuery String limit) {
    var filter =
        new AuditFilter(
            text("actor", actor),
            text("action", action),
            text("target", target),
            instant("from", from),
            instant("to", to));
    return log.list(filter, Cursor.decode(cursor, 1), Limit.of(limit));
  }

  private static String text(String name, String value) {
    if (value == null || value.isEmpty()) {
      return null;
    }
    if (value.length() > LONGEST || value.indexOf('\u0000') >= 0) {
      throw ProblemException.invalid(name, "is not something that an event can hold");
    }
    return value;
  }

  private static Instant instant(String name, String value) {
    if (value == null || value.isEmpty()) {
      return null;
    }
    try {
      return Instant.parse(value);
    } catch (DateTimeParseException e) {
      throw ProblemException.invalid(name, "must be a time such as 2026-01-31T00:00:00Z");
    }
  }
}
