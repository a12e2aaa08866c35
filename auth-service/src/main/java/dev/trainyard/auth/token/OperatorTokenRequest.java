package dev.trainyard.auth.token;

import jakarta.validation.constraints.Size;

/** Body of {@code POST /internal/operator-token}. */
record OperatorTokenRequest(@Size(max = 63) String user) {}
