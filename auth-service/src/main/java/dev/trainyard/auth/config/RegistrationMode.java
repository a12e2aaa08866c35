package dev.trainyard.auth.config;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Who may create an account without an invitation; a valid invitation works in every mode. */
public enum RegistrationMode {
  CLOSED,
  INVITE,
  OPEN;

  /** The wire form, {@code closed} and so on. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
