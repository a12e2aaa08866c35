package dev.trainyard.dataset.profile;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What all values of a column are, narrowest first. */
@Schema(enumeration = {"integer", "number", "boolean", "date", "datetime", "category", "text"})
public enum ColumnType {
  INTEGER,
  NUMBER,
  BOOLEAN,
  DATE,
  DATETIME,
  CATEGORY,
  TEXT;

  @JsonValue
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  static ColumnType fromText(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
