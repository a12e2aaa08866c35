package dev.trainyard.model.version;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where a version comes from; a model that somebody brought along may leave out anything. */
@RegisterForReflection
@Schema(name = "Lineage")
record Lineage(
    @Valid Dataset dataset,
    @Valid Job job,
    @Valid BaseModel baseModel,
    @Valid Trainer trainer,
    Long seed,
    @Schema(implementation = Map.class) @Size(max = 200)
        Map<@Size(min = 1, max = 100) String, JsonNode> hyperparameters) {

  static final Lineage UNKNOWN = new Lineage(null, null, null, null, null, null);

  private static final String COMMIT = "[0-9a-f]{40}";
  private static final String SHA256 = "[0-9a-f]{64}";
  private static final String REPOSITORY = "[a-z0-9._-]{1,63}/[a-z0-9._-]{1,63}";
  private static final String WORD = "\\P{Cntrl}{1,100}";

  /** The exact data that it was trained on. */
  @RegisterForReflection
  @Schema(name = "LineageDataset")
  record Dataset(
      @NotNull @Pattern(regexp = REPOSITORY) String repo,
      @NotNull @Pattern(regexp = COMMIT) String commit,
      @Size(min = 1, max = 1024) String path,
      @Pattern(regexp = SHA256) String sha256) {}

  /** The training job that made it. */
  @RegisterForReflection
  @Schema(name = "LineageJob")
  record Job(@NotNull UUID id) {}

  /** The version that training started from. */
  @RegisterForReflection
  @Schema(name = "LineageBaseModel")
  record BaseModel(
      @NotNull @Pattern(regexp = REPOSITORY) String repo,
      @Min(1) Integer version,
      @Pattern(regexp = COMMIT) String commit,
      @Pattern(regexp = SHA256) String sha256) {}

  /** The program that made it. */
  @RegisterForReflection
  @Schema(name = "LineageTrainer")
  record Trainer(
      @NotNull @Pattern(regexp = WORD) String name,
      @Pattern(regexp = WORD) String version,
      @Pattern(regexp = WORD) String build) {}
}
