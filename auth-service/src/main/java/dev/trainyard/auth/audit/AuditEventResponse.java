package dev.trainyard.auth.audit;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One thing that happened. {@code actor}, {@code target} and {@code details} are absent where they
 * named a person whose data was erased.
 *
 * @param service whose trail it is in, with {@code id} its name
 * @param actorId the account, which stays when its name is erased
 * @param outcome {@code success} or {@code refused}
 * @param details facts without secrets
 * @param chain the chain that the entry is a link of, and {@code seq} its place there
 */
@Schema(name = "AuditEvent")
public record AuditEventResponse(
    String service,
    long id,
    Instant at,
    UUID actorId,
    String actor,
    String action,
    String target,
    String outcome,
    String requestId,
    Map<String, String> details,
    int chain,
    long seq) {}
