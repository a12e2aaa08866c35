package dev.trainyard.auth.account;

import java.util.UUID;

/**
 * An account may no longer act; observers end its credentials in the same transaction.
 *
 * @param bySession whether one of its own sessions wanted it so and no administrator: what protects
 *     the owner from whoever holds such a session has to last
 */
public record AccountDeactivated(UUID accountId, boolean bySession) {}
