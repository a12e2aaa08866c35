package dev.trainyard.auth.account;

import jakarta.validation.constraints.Size;

/** Body of {@code PATCH /api/v1/users/me}; absent fields stay as they are. */
record UpdateProfileRequest(@Size(max = 300) String displayName, @Size(max = 300) String email) {}
