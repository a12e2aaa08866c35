package dev.trainyard.auth.session;

import dev.trainyard.auth.account.Account;
import dev.trainyard.auth.config.AuthConfig;
import dev.trainyard.auth.config.DerivedKeys;
import dev.trainyard.auth.limit.Devices;
import dev.trainyard.auth.organisation.Organisations;
import dev.trainyard.auth.session.SessionResponse.Namespace;
import dev.trainyard.auth.session.Sessions.LiveSession;
import dev.trainyard.auth.session.Sessions.OpenedSession;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;

/** Writes the answers that show, set and clear a session. */
@ApplicationScoped
public class SessionAnswers {

  /** As long as browsers keep a cookie at all. */
  private static final Duration DEVICE_LIFE = Duration.ofDays(400);

  private final Organisations organisations;
  private final DerivedKeys keys;
  private final Devices devices;
  private final boolean secure;
  private final Clock clock;

  SessionAnswers(
      Organisations organisations,
      DerivedKeys keys,
      Devices devices,
      AuthConfig config,
      Clock clock) {
    this.organisations = organisations;
    this.keys = keys;
    this.devices = devices;
    this.secure = config.cookieSecure();
    this.clock = clock;
  }

  /** Answers a sign-in: the session, and the cookies that nobody but the gateway reads again. */
  public RestResponse<SessionResponse> signedIn(RestResponse.Status status, OpenedSession opened) {
    Duration left = Duration.between(clock.instant(), opened.session().expiresAt());
    return RestResponse.ResponseBuilder.create(status, body(opened.session()))
        .header(HttpHeaders.SET_COOKIE, cookie("session", opened.secret(), left))
        .header(
            HttpHeaders.SET_COOKIE,
            cookie("device", devices.mark(opened.session().account().id()), DEVICE_LIFE))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  RestResponse<SessionResponse> show(LiveSession session) {
    return RestResponse.ResponseBuilder.ok(body(session))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  /** Answers a sign-out: no cookie, and nothing of the console left in the browser. */
  RestResponse<Void> signedOut() {
    return RestResponse.ResponseBuilder.<Void>noContent()
        .header(HttpHeaders.SET_COOKIE, cookie("session", "", Duration.ZERO))
        .header("Clear-Site-Data", "\"cache\", \"storage\"")
        .build();
  }

  private SessionResponse body(LiveSession session) {
    Account account = session.account();
    List<Namespace> namespaces = new ArrayList<>();
    namespaces.add(new Namespace(account.name(), "user", "owner"));
    organisations
        .of(account.id())
        .forEach(
            organisation ->
                namespaces.add(
                    new Namespace(
                        organisation.name(), "organisation", organisation.role().text())));
    return new SessionResponse(
        new SessionResponse.User(
            account.id(), account.name(), account.displayName(), account.email(), account.roles()),
        namespaces,
        keys.csrfToken(session.id(), session.csrfRoot()),
        session.expiresAt());
  }

  /** {@code __Host-} makes browsers insist on Secure, Path=/ and no Domain. */
  private String cookie(String kind, String value, Duration life) {
    String name = (secure ? "__Host-trainyard_" : "trainyard_dev_") + kind;
    return "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Strict%s"
        .formatted(name, value, life.toSeconds(), secure ? "; Secure" : "");
  }
}
