package dev.trainyard.auth.account;

import java.util.UUID;

/** An account has another password. Fired in the transaction that stores it. */
public record PasswordChanged(UUID accountId) {}
