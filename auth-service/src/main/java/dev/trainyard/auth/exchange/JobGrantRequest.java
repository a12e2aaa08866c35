package dev.trainyard.auth.exchange;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * Body of {@code PUT /internal/job-grants/{jobId}}.
 *
 * @param dataset full name of the dataset that the job reads
 * @param model full name of the model that the job makes
 */
record JobGrantRequest(
    @NotNull @Size(max = 63) String namespace,
    @NotNull @Size(max = 200) String dataset,
    @NotNull @Size(max = 200) String model) {}
