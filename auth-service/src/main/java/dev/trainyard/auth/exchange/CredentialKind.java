package dev.trainyard.auth.exchange;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The opaque credentials that the gateway meets. */
public enum CredentialKind {
  SESSION,
  TOKEN;

  /** The wire form, {@code session} or {@code token}. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  public static CredentialKind fromText(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
