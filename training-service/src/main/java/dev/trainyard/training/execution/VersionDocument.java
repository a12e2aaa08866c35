package dev.trainyard.training.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trainyard.modelpackage.format.ModelDescriptor;
import dev.trainyard.training.job.Claim;
import dev.trainyard.training.job.JobSpec;
import java.util.LinkedHashMap;
import java.util.Map;

/** The body that makes a version: what the trainer measured, and where it all came from. */
final class VersionDocument {

  private VersionDocument() {}

  static Map<String, Object> of(
      Claim claim, String commit, JsonNode metrics, ModelDescriptor descriptor) {
    JobSpec spec = claim.job().spec();
    Map<String, Object> version = new LinkedHashMap<>();
    version.put("commit", commit);
    version.put("jobId", claim.id().toString());
    version.put("task", spec.task());
    version.put("metrics", metrics == null ? descriptor.metrics() : metrics);
    version.put("signature", descriptor.signature().toJson());
    version.put("lineage", lineage(claim, descriptor));
    return version;
  }

  /** Data and job are ours to say, the program that ran is the package's. */
  private static Map<String, Object> lineage(Claim claim, ModelDescriptor descriptor) {
    JobSpec spec = claim.job().spec();
    JobSpec.Data data = spec.dataset();
    Map<String, Object> lineage = new LinkedHashMap<>();
    lineage.put(
        "dataset",
        Map.of(
            "repo", data.repo(),
            "commit", data.commit(),
            "path", data.path(),
            "sha256", data.sha256()));
    lineage.put("job", Map.of("id", claim.id().toString()));
    JsonNode trainer = descriptor.lineage().path("trainer");
    if (trainer.isObject()) {
      lineage.put("trainer", trainer);
    }
    lineage.put("seed", spec.seed());
    lineage.put("hyperparameters", spec.hyperparameters());
    return lineage;
  }
}
