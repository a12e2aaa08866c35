package dev.trainyard.auth.erasure;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whom an administrator wants erased. */
@Schema(name = "EraseRequest")
record EraseRequest(@NotNull @Size(max = 96) String name) {}
