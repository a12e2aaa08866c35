package dev.trainyard.auth.factor;

import java.util.UUID;

/**
 * An account has a second factor from now on; observers act in the same transaction.
 *
 * @param sessionId the session that proved it
 */
public record FactorEnrolled(UUID accountId, UUID sessionId) {}
