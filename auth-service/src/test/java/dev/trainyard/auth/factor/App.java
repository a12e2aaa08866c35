package dev.trainyard.auth.factor;

import dev.trainyard.auth.People.Person;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * An authenticator app of a test, enrolled through the API. The code of each step works once, so a
 * test that needs a second code asks for the one of a later step and moves the clock there.
 *
 * @param secret the seed in base 32, as the app learnt it
 * @param recoveryCodes what the enrolment answered
 */
public record App(String secret, List<String> recoveryCodes) {

  private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  /** Enrols an app for somebody who has just signed in. */
  public static App enrol(Person person) {
    return enrol(person::asks);
  }

  /** The same, for whoever makes these requests. */
  public static App enrol(Supplier<RequestSpecification> asks) {
    Response begun = asks.get().post("/api/v1/auth/second-factor");
    begun.then().statusCode(200);
    String secret = begun.path("secret");
    Response confirmed =
        asks.get()
            .body(Map.of("code", code(decode(secret), Duration.ZERO)))
            .post("/api/v1/auth/second-factor/confirm");
    confirmed.then().statusCode(200);
    return new App(secret, confirmed.path("recoveryCodes"));
  }

  /** What the app shows after some time. */
  public String codeIn(Duration later) {
    return code(decode(secret), later);
  }

  /** What an app with this seed shows after some time. */
  static String code(byte[] seed, Duration later) {
    return Totp.code(seed, Totp.step(Instant.now().plus(later)), Totp.DIGITS);
  }

  static byte[] decode(String base32) {
    BigInteger value = BigInteger.ZERO;
    for (int i = 0; i < base32.length(); i++) {
      value = value.shiftLeft(5).or(BigInteger.valueOf(DIGITS.indexOf(base32.charAt(i))));
    }
    byte[] bytes = new byte[base32.length() * 5 / 8];
    byte[] raw = value.toByteArray();
    int copied = Math.min(raw.length, bytes.length);
    System.arraycopy(raw, raw.length - copied, bytes, bytes.length - copied, copied);
    return bytes;
  }
}
