package dev.trainyard.auth.session;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What the console knows about who is signed in.
 *
 * @param csrfToken goes into {@code X-CSRF-Token} of every change
 */
@Schema(name = "Session")
public record SessionResponse(
    User user, List<Namespace> namespaces, String csrfToken, Instant expiresAt) {

  /** The signed-in user. */
  @Schema(name = "SessionUser")
  public record User(UUID id, String name, String displayName, String email, List<String> roles) {}

  /**
   * A namespace of the user.
   *
   * @param kind {@code user} or {@code organisation}
   */
  @Schema(name = "SessionNamespace")
  public record Namespace(String name, String kind, String role) {}
}
