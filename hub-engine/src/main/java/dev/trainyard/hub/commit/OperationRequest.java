package dev.trainyard.hub.commit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.constraints.NotNull;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One change of a commit: {@code add} takes either {@code uploadId} or {@code contentBase64},
 * {@code copy} takes {@code fromRev} and {@code fromPath}, {@code delete} takes neither.
 *
 * @param contentBase64 at most 256 KiB when decoded
 */
@Schema(name = "CommitOperation")
public record OperationRequest(
    @NotNull Kind op,
    @NotNull String path,
    UUID uploadId,
    String contentBase64,
    String fromRev,
    String fromPath) {

  /** What an operation does. */
  @Schema(enumeration = {"add", "delete", "copy"})
  public enum Kind {
    ADD,
    DELETE,
    COPY;

    @JsonValue
    String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Kind fromText(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  /** Whether fields of other kinds are absent and the own ones present. */
  boolean isConsistent() {
    boolean upload = uploadId != null;
    boolean inline = contentBase64 != null;
    boolean source = fromRev != null && fromPath != null;
    boolean anySource = fromRev != null || fromPath != null;
    return switch (op) {
      case ADD -> upload != inline && !anySource;
      case COPY -> source && !upload && !inline;
      case DELETE -> !upload && !inline && !anySource;
    };
  }
}
