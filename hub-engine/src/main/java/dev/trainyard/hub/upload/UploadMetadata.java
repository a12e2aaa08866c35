package dev.trainyard.hub.upload;

import dev.trainyard.commons.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The {@code Upload-Metadata} header of tus 1.0: comma-separated keys, each with an optional value
 * in base64 after a space.
 *
 * @param header as the client sent it, to be repeated as it is
 */
record UploadMetadata(String header, Map<String, String> values) {

  private static final String FIELD = "Upload-Metadata";
  private static final int MOST_LENGTH = 4096;
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e&&[^,]]+");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");

  static UploadMetadata parse(String header) {
    if (header == null || header.isBlank()) {
      return new UploadMetadata("", Map.of());
    }
    if (header.length() > MOST_LENGTH) {
      throw ProblemException.invalid(FIELD, "must have at most " + MOST_LENGTH + " characters");
    }
    Map<String, String> values = new HashMap<>();
    for (String pair : header.split(",", -1)) {
      String[] parts = pair.strip().split(" ", 2);
      if (!KEY.matcher(parts[0]).matches()
          || values.put(parts[0], parts.length < 2 ? "" : decode(parts[1].strip())) != null) {
        throw ProblemException.invalid(FIELD, "has an empty, malformed or repeated key");
      }
    }
    return new UploadMetadata(header, Map.copyOf(values));
  }

  private static String decode(String value) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(Base64.getDecoder().decode(value)))
          .toString();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw ProblemException.invalid(FIELD, "has a value that is not base64 of UTF-8 text");
    }
  }

  /** The client's name of the file, for display only; never a path of ours. */
  String filename() {
    String name = values.getOrDefault("filename", values.getOrDefault("name", ""));
    String shown =
        name.codePoints()
            .filter(c -> !Character.isISOControl(c))
            .limit(255)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return shown.isBlank() ? "upload" : shown;
  }

  /** The hash that the content is to have. */
  Optional<String> sha256() {
    String text = values.get("sha256");
    if (text == null || text.isEmpty()) {
      return Optional.empty();
    }
    if (!SHA256.matcher(text).matches()) {
      throw ProblemException.invalid(FIELD, "sha256 must be 64 hexadecimal digits");
    }
    return Optional.of(text.toLowerCase(Locale.ROOT));
  }
}
