package dev.trainyard.commons.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An RFC 9457 problem document: the only error body that the platform's own API returns.
 *
 * @param type stable identifier of the kind of problem; clients branch on this, never on {@code
 *     detail}
 * @param title short summary, the same for every occurrence of {@code type}
 * @param status HTTP status, repeated in the body so that it survives proxies and logs
 * @param detail what went wrong this time, safe to show to the caller
 * @param instance path of the failed request
 * @param requestId what to quote when asking for help; the same id stands in the logs
 * @param errors field-level violations, empty unless the input failed validation
 * @param methods ways to prove again to be there, empty unless that is what is missing
 */
@JsonInclude(Include.NON_EMPTY)
@Schema(name = "Problem")
public record Problem(
    URI type,
    String title,
    int status,
    String detail,
    String instance,
    String requestId,
    List<FieldError> errors,
    List<String> methods) {

  public static final String MEDIA_TYPE = "application/problem+json";

  public Problem {
    errors = List.copyOf(errors);
    methods = List.copyOf(methods);
  }

  public Problem(
      URI type,
      String title,
      int status,
      String detail,
      String instance,
      String requestId,
      List<FieldError> errors) {
    this(type, title, status, detail, instance, requestId, errors, List.of());
  }

  /** The same, with the ways in which the caller may prove to be there. */
  Problem with(List<String> proofs) {
    return new Problem(type, title, status, detail, instance, requestId, errors, proofs);
  }

  /** One violated constraint, addressed by a path such as {@code name} or {@code tags[2].key}. */
  @Schema(name = "FieldError")
  public record FieldError(String field, String message) {}
}
