package dev.trainyard.hub.commit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whether a commit's files are checked before it is made. */
@Schema(enumeration = {"strict", "none"})
public enum Strictness {
  STRICT,
  NONE;

  @JsonValue
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  static Strictness fromText(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
