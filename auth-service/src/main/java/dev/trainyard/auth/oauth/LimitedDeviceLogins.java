package dev.trainyard.auth.oauth;

import dev.trainyard.auth.limit.AttemptLimits;
import dev.trainyard.auth.limit.ClientOrigin;
import dev.trainyard.auth.oauth.DeviceLoginEntity.Request;
import dev.trainyard.auth.oauth.DeviceLogins.Started;
import dev.trainyard.auth.stepup.StepUp;
import dev.trainyard.auth.token.TokenScope;
import dev.trainyard.commons.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Device logins with the limits that keep them from abuse: beginnings are counted per address, and
 * wrong codes per account and address, before they are compared, so that nobody tries out what
 * others are about to type.
 */
@ApplicationScoped
class LimitedDeviceLogins {

  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final int WRONG_PER_ACCOUNT = 10;
  private static final int WRONG_PER_ADDRESS = 30;
  private static final int BEGUN_PER_ADDRESS = 30;
  private static final String BEGUN = "device-login-address";
  private static final String ACCOUNT = "user-code-account";
  private static final String ADDRESS = "user-code-address";

  private final DeviceLogins logins;
  private final AttemptLimits limits;
  private final StepUp stepUp;

  LimitedDeviceLogins(DeviceLogins logins, AttemptLimits limits, StepUp stepUp) {
    this.logins = logins;
    this.limits = limits;
    this.stepUp = stepUp;
  }

  Started begin(OAuthClient client, TokenScope scope, ClientOrigin origin) {
    limits.attempt(BEGUN, origin.address().group(), BEGUN_PER_ADDRESS, WINDOW);
    return logins.begin(new Request(client, scope, origin.address().network(), origin.userAgent()));
  }

  DeviceLoginResponse find(Caller caller, String typed, ClientOrigin origin) {
    return counted(caller, origin, () -> logins.find(caller, typed));
  }

  /** Gives the device a credential, so the person has to have proved lately to be there. */
  void approve(Caller caller, String typed, TokenScope scope, ClientOrigin origin) {
    stepUp.require(caller);
    counted(
        caller,
        origin,
        () -> {
          logins.approve(caller, typed, scope);
          return null;
        });
  }

  void deny(Caller caller, String typed, ClientOrigin origin) {
    counted(
        caller,
        origin,
        () -> {
          logins.deny(caller, typed);
          return null;
        });
  }

  private <T> T counted(Caller caller, ClientOrigin origin, Supplier<T> attempt) {
    String account = caller.subject().toString();
    String address = origin.address().group();
    limits.attempt(ACCOUNT, account, WRONG_PER_ACCOUNT, WINDOW);
    limits.attempt(ADDRESS, address, WRONG_PER_ADDRESS, WINDOW);
    T result = attempt.get();
    limits.succeeded(ACCOUNT, account);
    limits.succeeded(ADDRESS, address);
    return result;
  }
}
