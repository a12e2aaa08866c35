package dev.trainyard.auth.token;

import java.time.Instant;

/** A short-lived token for the operator of the machine, and whose rights it has. */
public record OperatorToken(String token, Instant expiresAt, String user) {}
