package dev.trainyard.auth.exchange;

import jakarta.validation.constraints.NotNull;

/** Body of {@code PUT /internal/job-grants/{jobId}}. */
record JobGrantRequest(@NotNull String namespace) {}
