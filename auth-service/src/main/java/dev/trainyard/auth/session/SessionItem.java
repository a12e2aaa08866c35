package dev.trainyard.auth.session;

import java.time.Instant;
import java.util.UUID;

/**
 * One of the caller's sessions.
 *
 * @param current whether it is the one that asks
 */
public record SessionItem(
    UUID id, Instant createdAt, Instant lastSeenAt, String userAgent, boolean current) {}
