package dev.trainyard.auth.deletion;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Body of {@code POST /api/v1/users/me/deletion}.
 *
 * @param name the own name, so that nobody asks for this by accident
 */
@Schema(name = "DeletionRequest")
record DeletionRequest(@NotNull @Size(max = 96) String name) {}
