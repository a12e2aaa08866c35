package dev.trainyard.training.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** How far a training is, in the trainer's own steps. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record Progress(long step, long total, double fraction, Long etaSeconds) {

  /** Computes the fraction; a total of 0 means unknown. */
  public static Progress of(long step, long total, Long etaSeconds) {
    double fraction = total <= 0 ? 0 : Math.min(1, (double) step / total);
    return new Progress(step, total, fraction, etaSeconds);
  }
}
