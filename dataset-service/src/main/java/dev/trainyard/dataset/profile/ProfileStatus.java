package dev.trainyard.dataset.profile;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far a profile is. */
@Schema(enumeration = {"pending", "computing", "ready", "failed"})
enum ProfileStatus {
  PENDING,
  COMPUTING,
  READY,
  FAILED;

  @JsonValue
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static ProfileStatus fromText(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
