package dev.trainyard.commons.secret;

import java.util.Optional;

/**
 * A secret of the configuration that has to be judged before the service does anything.
 *
 * @param code stable name of what may be found, for runbooks, for example {@code SEC-001}
 * @param setting the key that holds it
 * @param needed whether the service cannot do without
 */
public record ConfiguredSecret(
    String code, String setting, Form form, boolean needed, Optional<String> value) {

  /** What the secret has to look like. */
  public enum Form {
    /** 32 random bytes in base64url. */
    KEY,
    /** A long password that only machines use. */
    PASSWORD
  }

  /** What is wrong with it by itself. */
  Optional<String> finding() {
    if (value.isEmpty() || value.get().isBlank()) {
      return needed ? Optional.of("is missing") : Optional.empty();
    }
    return form == Form.KEY
        ? SecretStrength.ofKey(value.get())
        : SecretStrength.ofPassword(value.get());
  }

  /** Keeps the value out of every log. */
  @Override
  public String toString() {
    return setting;
  }
}
