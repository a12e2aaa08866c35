package dev.trainyard.commons.security;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Who may read an object: its namespace's members, every signed-in user, or anyone. */
public enum Visibility {
  PRIVATE,
  INTERNAL,
  PUBLIC;

  /** The wire form, {@code private} and so on. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  public static Visibility fromText(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
