package dev.trainyard.model.version;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.UUID;

/**
 * Body of {@code POST /api/v1/models/{ns}/{name}/versions}.
 *
 * @param jobId a job registers one version only: another attempt gets the first one again
 * @param lineage unknown when absent
 */
record CreateVersionRequest(
    @NotNull @Pattern(regexp = "[0-9a-f]{40}") String commit,
    UUID jobId,
    @NotNull @Pattern(regexp = "[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?") String task,
    @Size(max = 200)
        Map<@Pattern(regexp = "[A-Za-z0-9_./ -]{1,100}") String, @NotNull Double> metrics,
    @NotNull @Valid Signature signature,
    @Valid Lineage lineage) {

  CreateVersionRequest {
    metrics = metrics == null ? Map.of() : metrics;
    lineage = lineage == null ? Lineage.UNKNOWN : lineage;
  }
}
