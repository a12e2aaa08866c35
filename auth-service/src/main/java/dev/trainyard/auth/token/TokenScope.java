package dev.trainyard.auth.token;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What the holder of a token may do with its owner's rights. */
public enum TokenScope {
  READ,
  WRITE;

  static TokenScope of(boolean writes) {
    return writes ? WRITE : READ;
  }

  /** The wire form, {@code read} or {@code write}. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  public static TokenScope fromText(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
