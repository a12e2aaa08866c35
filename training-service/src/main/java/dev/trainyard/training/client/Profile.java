package dev.trainyard.training.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;

/** What dataset-service knows of one data file; only the fields that we read. */
@JsonIgnoreProperties(ignoreUnknown = true)
@RegisterForReflection
public record Profile(
    String path,
    String sha256,
    String status,
    String format,
    String delimiter,
    long rows,
    List<Column> columns,
    Fault problem) {

  /** A profile that is not ready has no columns. */
  public Profile {
    columns = columns == null ? List.of() : List.copyOf(columns);
  }

  /** The column of that name. */
  public Optional<Column> column(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  /** One column. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Column(
      String name,
      String type,
      long nullCount,
      long distinctCount,
      boolean distinctExact,
      List<Value> top) {

    /** A column without frequent values has none listed. */
    public Column {
      top = top == null ? List.of() : List.copyOf(top);
    }
  }

  /** A value and how often it stands in its column. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Value(Object value, long count) {}

  /** What is wrong with the file. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Fault(Long line, String message) {}
}
