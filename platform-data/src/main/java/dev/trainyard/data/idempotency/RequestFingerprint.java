package dev.trainyard.data.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.mapping.URITemplate;

/** Tells whether two requests want the same: the same operation, path and content. */
@ApplicationScoped
class RequestFingerprint {

  private final ObjectMapper json;
  private final ObjectWriter canonical;

  RequestFingerprint(ObjectMapper json) {
    this.json = json;
    this.canonical = json.writer().with(JsonNodeFeature.WRITE_PROPERTIES_SORTED);
  }

  /**
   * The operation at hand.
   *
   * @param operation method and template of the path
   * @param hash of method, path and content; order and blanks of the JSON do not count, nor whether
   *     a default was left out
   */
  record Fingerprint(String operation, String hash) {}

  /** Of the current request, whose body was read as that object. */
  Fingerprint of(Object body) {
    ResteasyReactiveRequestContext request = CurrentRequestManager.get();
    String operation =
        request.getMethod()
            + " "
            + text(request.getTarget().getClassPath())
            + text(request.getTarget().getPath());
    MessageDigest digest = sha256();
    digest.update(
        (request.getMethod() + "\n" + request.getUriInfo().getPath() + "\n")
            .getBytes(StandardCharsets.UTF_8));
    try {
      digest.update(canonical.writeValueAsBytes(json.valueToTree(body)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A request cannot be written as it was read", e);
    }
    return new Fingerprint(operation, HexFormat.of().formatHex(digest.digest()));
  }

  private static String text(URITemplate template) {
    return template == null || template.template.equals("/") ? "" : template.template;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
