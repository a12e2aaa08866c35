package dev.trainyard.auth.organisation;

import dev.trainyard.commons.security.NamespaceRole;
import jakarta.validation.constraints.NotNull;

/** Body of {@code PUT /api/v1/orgs/{org}/members/{user}}. */
record MemberRequest(@NotNull NamespaceRole role) {}
