package dev.trainyard.trainer.job;

import java.util.List;
import java.util.Optional;

/** The one data file of a job: its form and where it came from. */
public record Channel(String path, Format format, List<ColumnSpec> columns, Origin origin) {

  /** Syntax of the file; the delimiter is unused for JSON lines. */
  public record Format(Kind kind, char delimiter) {}

  /** The three syntaxes that datasets may have. */
  public enum Kind {
    CSV,
    TSV,
    JSONL
  }

  /** The dataset version; the digest is lower-case hex or empty. */
  public record Origin(String repo, String commit, String sha256, long rows) {}

  public Optional<ColumnSpec> column(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }
}
