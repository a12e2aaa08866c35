package dev.trainyard.auth.token;

import java.util.UUID;

/** The owner of a token that a client renews has ended it; so ends what the client was granted. */
public record GrantEnded(UUID grantId) {}
