package dev.trainyard.benchmarks;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * What it costs to turn an opaque token into a signed one: each time anew at auth-service, and
 * through the gateway, which remembers an answer for seconds, on a call that does nothing else.
 */
final class ExchangeScenario {

  private static final Duration LENGTH = Duration.ofSeconds(15);
  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final String CHEAP = "/.well-known/jwks.json";
  private static final double KNOWN_PER_SECOND = 200;

  /** The gateway lets an address try 20 unknown tokens a second. */
  private static final double UNKNOWN_PER_SECOND = 15;

  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Api gateway;
  private final Installation installation;

  ExchangeScenario(Api gateway, Installation installation) {
    this.gateway = gateway;
    this.installation = installation;
  }

  Map<String, Object> run() throws IOException, InterruptedException {
    HttpRequest exchange = installation.exchange(gateway.token());
    straight(exchange, 1, WARM_UP);
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("at auth-service, 1 connection", straight(exchange, 1, LENGTH));
    result.put("at auth-service, 8 connections", straight(exchange, 8, LENGTH));
    result.put(
        "gateway, no credential",
        OpenLoop.run(KNOWN_PER_SECOND, LENGTH, () -> status(null) == 200).summary());
    result.put(
        "gateway, known token",
        OpenLoop.run(KNOWN_PER_SECOND, LENGTH, () -> status(gateway.token()) == 200).summary());
    result.put(
        "gateway, unknown token",
        OpenLoop.run(UNKNOWN_PER_SECOND, LENGTH, () -> status(unknown()) == 401).summary());
    return result;
  }

  private Map<String, Object> straight(HttpRequest exchange, int connections, Duration length)
      throws InterruptedException {
    return ClosedLoop.run(
        connections,
        length,
        () -> gateway.client().send(exchange, BodyHandlers.discarding()).statusCode() == 200);
  }

  private int status(String token) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(gateway.origin().resolve(CHEAP));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return gateway.client().send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  /** A token of the right form, which auth-service has to look up before it can refuse it. */
  private static String unknown() {
    StringBuilder token = new StringBuilder("hf_");
    for (int i = 0; i < 43; i++) {
      token.append(DIGITS.charAt(RANDOM.nextInt(DIGITS.length())));
    }
    CRC32 crc = new CRC32();
    crc.update(token.toString().getBytes(StandardCharsets.US_ASCII));
    long rest = crc.getValue();
    StringBuilder checksum = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      checksum.append(DIGITS.charAt((int) (rest % DIGITS.length())));
      rest /= DIGITS.length();
    }
    return token.append(checksum.reverse()).toString();
  }
}
