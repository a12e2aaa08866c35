package dev.trainyard.training.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Why a job is where it is.
 *
 * @param code stable word for programs
 * @param message what happened
 * @param hint what the user can do, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record Reason(String code, String message, String hint) {

  private static final int MAX_MESSAGE = 4096;

  /** Bounds the text, which may come from a trainer. */
  public Reason {
    if (message.length() > MAX_MESSAGE) {
      message = message.substring(0, MAX_MESSAGE - 1) + "…";
    }
  }

  /** A reason without advice. */
  public static Reason of(String code, String message) {
    return new Reason(code, message, null);
  }
}
