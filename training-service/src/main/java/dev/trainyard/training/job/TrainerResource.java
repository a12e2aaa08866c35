package dev.trainyard.training.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.trainyard.commons.security.Action;
import dev.trainyard.commons.security.Guards;
import dev.trainyard.commons.security.Requires;
import dev.trainyard.commons.security.ResourceKind;
import dev.trainyard.modelpackage.catalogue.Hyperparameter;
import dev.trainyard.modelpackage.catalogue.Trainer;
import dev.trainyard.modelpackage.catalogue.TrainerCatalogue;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What can be trained: the built-in trainers with their settings. */
@Path("/api/v1/jobs/trainers")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "jobs")
@Guards(ResourceKind.JOB)
class TrainerResource {

  private final TrainersResponse trainers;

  TrainerResource() {
    this.trainers =
        new TrainersResponse(
            TrainerCatalogue.load().trainers().stream().map(TrainerResource::response).toList());
  }

  /** All trainers. */
  record TrainersResponse(List<TrainerResponse> items) {}

  /** One trainer. */
  @Schema(name = "Trainer")
  record TrainerResponse(
      String task,
      String name,
      String title,
      String summary,
      Target target,
      Needs needs,
      List<HyperparameterResponse> hyperparameters) {}

  /** Types of column that can be the target. */
  record Target(List<String> kinds) {}

  /** What a job must name besides the target. */
  record Needs(boolean text) {}

  /** One setting. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "Hyperparameter")
  record HyperparameterResponse(
      String name,
      String type,
      @JsonProperty("default") JsonNode defaultValue,
      Double min,
      Double max,
      List<String> choices,
      String help) {}

  @GET
  @Requires(Action.READ)
  @Operation(operationId = "listTrainers", summary = "List what can be trained")
  public TrainersResponse list() {
    return trainers;
  }

  private static TrainerResponse response(Trainer trainer) {
    Trainer.Description description = trainer.description();
    return new TrainerResponse(
        description.task(),
        description.name(),
        description.title(),
        description.summary(),
        new Target(trainer.targetKinds()),
        new Needs(trainer.needsText()),
        trainer.hyperparameters().stream().map(TrainerResource::response).toList());
  }

  private static HyperparameterResponse response(Hyperparameter parameter) {
    List<String> choices = parameter.bounds().choices();
    return new HyperparameterResponse(
        parameter.name(),
        parameter.type().wireName(),
        parameter.defaultValue(),
        parameter.bounds().min(),
        parameter.bounds().max(),
        choices.isEmpty() ? null : choices,
        parameter.help());
  }
}
