package dev.trainyard.auth.account;

/** Somebody has an account now. Fired in the transaction that makes it. */
public record AccountCreated(Account account) {}
