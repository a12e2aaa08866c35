package dev.trainyard.auth.exchange;

import java.time.Instant;

/** An access token with which training-service acts for a job's user. */
public record JobToken(String jwt, Instant expiresAt) {}
