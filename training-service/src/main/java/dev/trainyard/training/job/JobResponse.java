package dev.trainyard.training.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A job as the API shows it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Job")
record JobResponse(
    UUID id,
    String namespace,
    String name,
    String task,
    String state,
    Reason reason,
    String createdBy,
    Instant createdAt,
    Instant startedAt,
    Instant finishedAt,
    int attempt,
    Long queuePosition,
    Progress progress,
    Dataset dataset,
    String target,
    String text,
    List<String> features,
    JobSpec.Split split,
    long seed,
    Map<String, Object> hyperparameters,
    Model model,
    @Schema(type = SchemaType.OBJECT) JsonNode metrics,
    @Schema(type = SchemaType.OBJECT) JsonNode report,
    List<Step> timeline,
    long lastSeq,
    Permissions permissions) {

  /** The data, without its columns. */
  record Dataset(String repo, String commit, String path, String sha256, long rows) {}

  /** The model, with the version that the job made. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Model(String repo, Integer version) {}

  /** When a state was entered. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Step(String state, Instant at, String reason) {}

  /** Write: cancel, retry and delete this job. Manage: also those of others in the namespace. */
  record Permissions(boolean write, boolean manage) {}

  static JobResponse of(Job job, Permissions permissions, List<Step> timeline) {
    JobSpec spec = job.spec();
    JobSpec.Data data = spec.dataset();
    return new JobResponse(
        job.id(),
        job.origin().namespace(),
        job.origin().name(),
        spec.task(),
        job.state().code(),
        job.state().why().orElse(null),
        job.origin().createdBy(),
        job.origin().createdAt(),
        job.course().startedAt(),
        job.course().finishedAt(),
        job.course().attempt(),
        job.course().queuePosition(),
        job.results().progress(),
        new Dataset(data.repo(), data.commit(), data.path(), data.sha256(), data.rows()),
        spec.target(),
        spec.text(),
        spec.features(),
        spec.split(),
        spec.seed(),
        spec.hyperparameters(),
        new Model(spec.model(), job.results().version()),
        job.results().metrics(),
        timeline == null ? null : job.results().report(),
        timeline,
        job.course().lastSeq(),
        permissions);
  }
}
