package dev.trainyard.auth.account;

/**
 * Somebody who proved to be the owner wants another address, which has to prove itself first. Fired
 * in the transaction of the request, only where the platform sends mail.
 */
public record EmailChangeAsked(Account account, String email) {}
