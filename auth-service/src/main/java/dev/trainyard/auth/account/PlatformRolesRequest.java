package dev.trainyard.auth.account;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Set;

/** Body of {@code PUT /api/v1/users/{name}/platform-roles}: the complete set. */
record PlatformRolesRequest(@NotNull @Size(max = 8) Set<@NotNull String> roles) {}
