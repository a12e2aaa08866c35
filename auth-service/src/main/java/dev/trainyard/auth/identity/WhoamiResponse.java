package dev.trainyard.auth.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The Hub's description of a caller, with the members that its clients expect. */
@Schema(name = "Whoami")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record WhoamiResponse(
    String type,
    String id,
    String name,
    String fullname,
    String email,
    boolean emailVerified,
    boolean isPro,
    boolean canPay,
    String avatarUrl,
    Instant periodEnd,
    List<Organisation> orgs,
    Auth auth) {

  /** An organisation of the caller. */
  @Schema(name = "WhoamiOrganisation")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Organisation(
      String type,
      String id,
      String name,
      String fullname,
      String email,
      boolean canPay,
      String avatarUrl,
      Instant periodEnd,
      String roleInOrg) {}

  /** How the caller authenticated. */
  @Schema(name = "WhoamiAuth")
  public record Auth(String type, AccessToken accessToken) {}

  /**
   * The caller's token.
   *
   * @param role {@code read}, {@code write} or {@code fineGrained}
   */
  @Schema(name = "WhoamiAccessToken")
  public record AccessToken(String displayName, String role, Instant createdAt) {}
}
