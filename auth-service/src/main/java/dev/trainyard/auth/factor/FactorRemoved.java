package dev.trainyard.auth.factor;

import java.util.UUID;

/** An account has no second factor any more. Fired in the transaction that takes it away. */
public record FactorRemoved(UUID accountId) {}
