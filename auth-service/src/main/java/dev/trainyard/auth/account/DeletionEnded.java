package dev.trainyard.auth.account;

/**
 * An account waits for its deletion no longer, and is not deleted. Fired in the transaction that
 * decides it.
 *
 * @param account as it is now: active again, or deactivated by an administrator
 */
public record DeletionEnded(Account account) {}
