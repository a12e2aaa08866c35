package dev.trainyard.dataset.table;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Formats of data files that are read as a table; the file's name says which one it is. */
@Schema(enumeration = {"csv", "tsv", "jsonl"})
public enum TableFormat {
  CSV,
  TSV,
  JSONL;

  /** The wire form, which is also the file name's ending. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static TableFormat fromText(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  /** The format that a path promises; empty for a file that is not read as a table. */
  public static Optional<TableFormat> ofPath(String path) {
    String name = path.toLowerCase(Locale.ROOT);
    for (TableFormat format : values()) {
      if (name.endsWith("." + format.text())) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }
}
