package dev.trainyard.auth.factor;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What an authenticator app has to learn; shown this once.
 *
 * @param secret 160 bits in base 32, for typing
 * @param uri {@code otpauth://} address, for a QR code
 */
@Schema(name = "SecondFactorSeed")
public record FactorSeed(String secret, String uri) {

  /** Keeps the seed out of every log. */
  @Override
  public String toString() {
    return "FactorSeed[…]";
  }
}
