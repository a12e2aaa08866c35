package dev.trainyard.auth.mail;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where mails go. */
public enum TransportKind {
  NONE,
  FOLDER,
  SMTP;

  /** The wire form, {@code none} and so on. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
