package dev.trainyard.auth.oauth;

import dev.trainyard.auth.limit.ClientOrigin;
import dev.trainyard.auth.oauth.DeviceLogins.Started;
import dev.trainyard.auth.oauth.Grants.Answer;
import dev.trainyard.auth.oauth.OAuthError.Code;
import dev.trainyard.auth.token.TokenScope;
import dev.trainyard.commons.security.Open;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * The OAuth endpoints of public clients: they come without a session, are read from forms and from
 * JSON alike, and answer in that protocol's own form.
 */
@Path("/oauth")
@Consumes({MediaType.APPLICATION_FORM_URLENCODED, MediaType.APPLICATION_JSON})
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "oauth")
class OAuthResource {

  static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";
  static final String REFRESH_TOKEN = "refresh_token";

  private static final String FORM = MediaType.APPLICATION_FORM_URLENCODED;

  /** The console's page on which people type the code. */
  private static final String PAGE = "/settings/device";

  private static final Map<Code, String> REFUSALS =
      Map.of(
          Code.AUTHORIZATION_PENDING, "Nobody has decided yet",
          Code.SLOW_DOWN, "Wait longer between two polls",
          Code.ACCESS_DENIED, "The user said no",
          Code.EXPIRED_TOKEN, "The code has expired; begin again",
          Code.INVALID_GRANT, "The code or token is unknown, used, expired or revoked");

  private final LimitedDeviceLogins logins;
  private final Grants grants;
  private final ClientOrigin client;
  private final PublicOrigin origin;
  private final Clock clock;

  OAuthResource(
      LimitedDeviceLogins logins,
      Grants grants,
      ClientOrigin client,
      PublicOrigin origin,
      Clock clock) {
    this.logins = logins;
    this.grants = grants;
    this.client = client;
    this.origin = origin;
    this.clock = clock;
  }

  @POST
  @Path("/device")
  @Open
  @Operation(operationId = "beginDeviceLogin", summary = "Begin the sign-in of a device (RFC 8628)")
  @RequestBody(
      content = @Content(mediaType = FORM, schema = @Schema(implementation = String.class)))
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = DeviceCodeResponse.class)))
  @APIResponse(
      responseCode = "400",
      description = "Refused as RFC 6749 says",
      content = @Content(schema = @Schema(implementation = OAuthError.class)))
  public RestResponse<DeviceCodeResponse> device(
      @HeaderParam(HttpHeaders.CONTENT_TYPE) MediaType type, String body) {
    OAuthRequest request = OAuthRequest.parse(type, body);
    Started started = logins.begin(request.client(), request.scope(), client);
    String page = origin.url() + PAGE;
    return notStored(
        new DeviceCodeResponse(
            started.deviceCode(),
            started.userCode(),
            page,
            // Browsers keep what stands behind the sign to themselves, so it is in no log.
            page + "#" + started.userCode(),
            DeviceLogins.LIFE.toSeconds(),
            DeviceLogins.POLL_SECONDS));
  }

  @POST
  @Path("/token")
  @Open
  @Operation(
      operationId = "createOAuthToken",
      summary = "Redeem a device code or a refresh token (RFC 8628, RFC 6749)")
  @RequestBody(
      content = @Content(mediaType = FORM, schema = @Schema(implementation = String.class)))
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = OAuthTokenResponse.class)))
  @APIResponse(
      responseCode = "400",
      description = "Refused, or not decided yet, as the RFCs say",
      content = @Content(schema = @Schema(implementation = OAuthError.class)))
  public RestResponse<OAuthTokenResponse> token(
      @HeaderParam(HttpHeaders.CONTENT_TYPE) MediaType type, String body) {
    OAuthRequest request = OAuthRequest.parse(type, body);
    Answer answer =
        switch (request.require("grant_type")) {
          case DEVICE_CODE -> grants.redeem(request.client(), request.require("device_code"));
          case REFRESH_TOKEN ->
              grants.refresh(
                  request.client(),
                  request.require("refresh_token"),
                  client.address().group() + " " + client.userAgent());
          default ->
              throw new OAuthException(
                  Code.UNSUPPORTED_GRANT_TYPE,
                  "Grant types are %s and %s".formatted(DEVICE_CODE, REFRESH_TOKEN));
        };
    return switch (answer) {
      case Answer.Issued issued -> notStored(response(issued.tokens()));
      case Answer.Refused refused ->
          throw new OAuthException(refused.code(), REFUSALS.get(refused.code()));
    };
  }

  @POST
  @Path("/revoke")
  @Open
  @Operation(operationId = "revokeOAuthToken", summary = "End a client's tokens (RFC 7009)")
  @RequestBody(
      content = @Content(mediaType = FORM, schema = @Schema(implementation = String.class)))
  @APIResponse(responseCode = "200", description = "The token is worth nothing, if it ever was")
  @APIResponse(
      responseCode = "400",
      description = "Refused as RFC 6749 says",
      content = @Content(schema = @Schema(implementation = OAuthError.class)))
  public RestResponse<Void> revoke(
      @HeaderParam(HttpHeaders.CONTENT_TYPE) MediaType type, String body) {
    OAuthRequest request = OAuthRequest.parse(type, body);
    grants.revoke(request.client(), request.require("token"));
    return RestResponse.ok();
  }

  private OAuthTokenResponse response(TokenPair tokens) {
    return new OAuthTokenResponse(
        tokens.access(),
        tokens.refresh(),
        "bearer",
        Duration.between(clock.instant(), tokens.expiresAt()).toSeconds(),
        tokens.scope() == TokenScope.WRITE ? "read write" : "read");
  }

  private static <T> RestResponse<T> notStored(T body) {
    return RestResponse.ResponseBuilder.ok(body)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }
}
