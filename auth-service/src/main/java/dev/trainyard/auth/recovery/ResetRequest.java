package dev.trainyard.auth.recovery;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Body of {@code POST /api/v1/auth/password-resets}. */
record ResetRequest(@NotNull @Size(max = 300) String email) {}
