package dev.trainyard.trainer.job;

import java.util.Locale;

/** Ends the job with a reason that people can act on. */
public final class TrainingFailure extends RuntimeException {

  /** Whose fault it is; decides the exit code and with it whether the job is tried again. */
  public enum Code {
    BAD_DATA(3),
    BAD_CONFIG(2),
    OUT_OF_MEMORY(1),
    INTERNAL(1),
    TEMPORARY(75);

    private final int exitCode;

    Code(int exitCode) {
      this.exitCode = exitCode;
    }

    public int exitCode() {
      return exitCode;
    }

    /** The name in events; the contract knows no word for temporary faults. */
    public String wireName() {
      return this == TEMPORARY ? "internal" : name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private final Code code;
  private final String field;

  private TrainingFailure(Code code, String field, String message) {
    super(message);
    this.code = code;
    this.field = field;
  }

  public static TrainingFailure badData(String field, String message) {
    return new TrainingFailure(Code.BAD_DATA, field, message);
  }

  public static TrainingFailure badConfig(String field, String message) {
    return new TrainingFailure(Code.BAD_CONFIG, field, message);
  }

  public static TrainingFailure outOfMemory(String message) {
    return new TrainingFailure(Code.OUT_OF_MEMORY, null, message);
  }

  public static TrainingFailure internal(String message) {
    return new TrainingFailure(Code.INTERNAL, null, message);
  }

  public static TrainingFailure temporary(String message) {
    return new TrainingFailure(Code.TEMPORARY, null, message);
  }

  public Code code() {
    return code;
  }

  /** The column or setting at fault, or null. */
  public String field() {
    return field;
  }
}
