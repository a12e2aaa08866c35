package dev.trainyard.auth.account;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An account as its owner and administrators see it.
 *
 * @param roles platform roles, {@code user} first
 * @param emailVerified whether mail to the address has been seen to arrive
 * @param operator whether this is the built-in account of the operator
 * @param deletionAt when it is deleted, as its owner asked for; absent unless it waits for that
 */
@Schema(name = "Account")
public record Account(
    UUID id,
    String name,
    String displayName,
    String email,
    boolean emailVerified,
    List<String> roles,
    boolean active,
    boolean operator,
    Instant createdAt,
    Instant deletionAt) {}
