package dev.trainyard.auth.account;

import java.util.UUID;

/** An account may no longer act; observers end its credentials in the same transaction. */
public record AccountDeactivated(UUID accountId) {}
