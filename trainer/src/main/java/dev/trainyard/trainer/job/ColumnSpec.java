package dev.trainyard.trainer.job;

/** A column as the dataset's profile declares it. */
public record ColumnSpec(String name, Type type) {

  /** The types of the dataset profile. */
  public enum Type {
    INTEGER,
    NUMBER,
    BOOLEAN,
    DATE,
    DATETIME,
    CATEGORY,
    TEXT
  }
}
