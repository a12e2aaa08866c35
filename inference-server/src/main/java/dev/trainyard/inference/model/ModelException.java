package dev.trainyard.inference.model;

/** The model could not answer although the request fits its signature. */
public final class ModelException extends Exception {

  ModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
