package dev.trainyard.training.job;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Body of {@code POST /api/v1/jobs} and of the estimate. */
record CreateJobRequest(
    String namespace,
    String name,
    @NotBlank @Size(max = 63) String task,
    @NotNull @Valid Dataset dataset,
    @NotBlank @Size(max = 256) String target,
    @Size(max = 256) String text,
    @Size(max = 10000) List<@NotBlank @Size(max = 256) String> features,
    @Valid Model model,
    @Valid Split split,
    Long seed,
    @Schema(type = SchemaType.OBJECT) JsonNode hyperparameters) {

  /** Which data. */
  record Dataset(
      @NotBlank @Size(max = 127) String repo,
      @Size(min = 1, max = 255) String revision,
      @Size(min = 1, max = 1024) String path) {}

  /** Which model gets the version. */
  record Model(@NotBlank @Size(max = 127) String repo) {}

  /** Shares of the rows. */
  record Split(@NotNull Double train, @NotNull Double validation, @NotNull Double test) {}
}
