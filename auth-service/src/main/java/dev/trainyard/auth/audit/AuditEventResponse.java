package dev.trainyard.auth.audit;

import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One thing that happened.
 *
 * @param outcome {@code success} or {@code refused}
 * @param details facts without secrets
 */
@Schema(name = "AuditEvent")
public record AuditEventResponse(
    long id,
    Instant at,
    String actor,
    String action,
    String target,
    String outcome,
    String requestId,
    Map<String, String> details) {}
