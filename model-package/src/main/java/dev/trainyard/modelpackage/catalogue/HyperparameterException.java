package dev.trainyard.modelpackage.catalogue;

/** Says which hyperparameter was refused and what would have been accepted. */
public final class HyperparameterException extends Exception {

  private final String field;

  HyperparameterException(String field, String message) {
    super(message);
    this.field = field;
  }

  public String field() {
    return field;
  }
}
