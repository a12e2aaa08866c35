package dev.trainyard.auth.audit;

import dev.trainyard.commons.paging.Cursor;
import dev.trainyard.commons.paging.Limit;
import dev.trainyard.commons.paging.Page;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Action;
import dev.trainyard.commons.security.CurrentCaller;
import dev.trainyard.commons.security.Guards;
import dev.trainyard.commons.security.Requires;
import dev.trainyard.commons.security.ResourceKind;
import dev.trainyard.data.audit.Actor;
import dev.trainyard.data.audit.AuditTrail;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Shows the audit trail to administrators and auditors; that they looked is an entry itself. */
@Path("/api/v1/audit")
@RunOnVirtualThread
@Tag(name = "audit")
@Guards(ResourceKind.AUDIT)
class AuditResource {

  private final AuditSearch search;
  private final AuditExport export;
  private final AuditTrail trail;
  private final CurrentCaller caller;

  AuditResource(AuditSearch search, AuditExport export, AuditTrail trail, CurrentCaller caller) {
    this.search = search;
    this.export = export;
    this.trail = trail;
    this.caller = caller;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Transactional
  @Requires(Action.READ)
  @Operation(operationId = "listAuditEvents", summary = "List audit events, newest first")
  public Page<AuditEventResponse> list(
      @BeanParam AuditQuery query, @RestQuery String cursor, @RestQuery String limit) {
    Page<AuditEventResponse> page =
        search.list(query.filter(), Cursor.decode(cursor, 3), Limit.of(limit));
    if (cursor == null || cursor.isEmpty()) {
      record(AuditAction.AUDIT_READ, query);
    }
    return page;
  }

  @GET
  @Path("/{service}/{id}")
  @Produces(MediaType.APPLICATION_JSON)
  @Transactional
  @Requires(Action.READ)
  @Operation(operationId = "getAuditEvent", summary = "Read one audit event")
  public AuditEventResponse get(@RestPath String service, @RestPath String id) {
    AuditEventResponse event =
        (id.matches("[0-9]{1,18}")
                ? search.find(service, Long.parseLong(id))
                : Optional.<AuditEventResponse>empty())
            .orElseThrow(() -> ProblemException.notFound("Audit event", service + "/" + id));
    trail.success(Actor.of(caller.get()), AuditAction.AUDIT_READ, service + "/" + id, Map.of());
    return event;
  }

  @GET
  @Path("/export")
  @Transactional
  @Requires(Action.READ)
  @Operation(
      operationId = "exportAuditEvents",
      summary = "Download audit events, newest first, as JSON lines or CSV")
  @APIResponse(responseCode = "200", description = "All events that the filters leave")
  public Response export(@BeanParam AuditQuery query, @RestQuery String format) {
    AuditFilter filter = query.filter();
    String form = format == null || format.isEmpty() ? "jsonl" : format;
    StreamingOutput body =
        switch (form) {
          case "jsonl" -> out -> export.jsonLines(filter, out);
          case "csv" -> out -> export.csv(filter, out);
          default -> throw ProblemException.invalid("format", "must be jsonl or csv");
        };
    record(AuditAction.AUDIT_EXPORT, query);
    return Response.ok(body)
        .type(form.equals("csv") ? "text/csv;charset=utf-8" : "application/x-ndjson")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit." + form + "\"")
        .build();
  }

  private void record(AuditAction action, AuditQuery query) {
    trail.success(Actor.of(caller.get()), action, "audit", Map.of("filter", query.toString()));
  }
}
