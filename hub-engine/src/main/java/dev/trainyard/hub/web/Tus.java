package dev.trainyard.hub.web;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.hub.upload.Upload;
import dev.trainyard.hub.upload.Uploads;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;

/** Headers of the tus protocol, version 1.0.0. */
final class Tus {

  static final String VERSION = "1.0.0";
  static final String RESUMABLE_HEADER = "Tus-Resumable";
  static final String VERSION_HEADER = "Tus-Version";
  static final String EXTENSIONS = "creation,creation-with-upload,checksum,termination,expiration";
  static final String CONTENT_TYPE = "application/offset+octet-stream";

  /** RFC 9110 dates have two digits for the day, which the platform's own formatter does not. */
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final HttpHeaders headers;

  Tus(HttpHeaders headers) {
    this.headers = headers;
  }

  void requireVersion() {
    if (!VERSION.equals(headers.getHeaderString(RESUMABLE_HEADER))) {
      throw ProblemException.of(
          ProblemType.STALE_VERSION, "The header Tus-Resumable must be " + VERSION);
    }
  }

  /** A header that holds a number of bytes; 400 when it does not. */
  long length(String name) {
    String text = headers.getHeaderString(name);
    if (text == null || !text.matches("[0-9]{1,18}")) {
      throw ProblemException.invalid(name, "must be a number of bytes");
    }
    return Long.parseLong(text);
  }

  /** Whether bytes come with a creation; 415 when they come as something else. */
  boolean hasBody() {
    String length = headers.getHeaderString(HttpHeaders.CONTENT_LENGTH);
    boolean body =
        length == null ? headers.getHeaderString("Transfer-Encoding") != null : !length.equals("0");
    if (body && !isOffsetStream(headers.getMediaType())) {
      throw ProblemException.of(
          ProblemType.UNSUPPORTED_MEDIA_TYPE, "A body must be of the type " + CONTENT_TYPE);
    }
    return body;
  }

  private static boolean isOffsetStream(MediaType type) {
    return type != null && CONTENT_TYPE.equals(type.getType() + "/" + type.getSubtype());
  }

  Uploads.Chunk chunk(UUID upload, long offset) {
    String length = headers.getHeaderString(HttpHeaders.CONTENT_LENGTH);
    return new Uploads.Chunk(
        upload,
        offset,
        length == null ? -1 : length(HttpHeaders.CONTENT_LENGTH),
        headers.getHeaderString("Upload-Checksum"));
  }

  static ResponseBuilder progress(ResponseBuilder answer, Upload upload) {
    return answer
        .header("Upload-Offset", upload.received())
        .header("Upload-Expires", date(upload.expiresAt()));
  }

  static String date(Instant time) {
    return DATE.format(time);
  }
}
