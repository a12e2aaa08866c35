package dev.trainyard.auth.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretStrengthTest {

  @Test
  void randomSecretsAreAccepted() {
    for (int i = 0; i < 1000; i++) {
      // Given
      byte[] bytes = new byte[32];
      new SecureRandom().nextBytes(bytes);
      String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);

      // Then
      assertThat(SecretStrength.judge("s", Optional.of(secret + "\n"))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "changeme",
        "c2hvcnQ",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIj",
        "not base64url at all, but long enough to be one!"
      })
  void weakSecretsGiveOneFindingWithoutTheValue(String secret) {
    // When
    List<String> findings = SecretStrength.judge("trainyard.auth.jwt-secret", Optional.of(secret));

    // Then
    assertThat(findings).hasSize(1);
    assertThat(findings.getFirst()).startsWith("trainyard.auth.jwt-secret").doesNotContain(secret);
  }

  @Test
  void missingSecretIsAFinding() {
    assertThat(SecretStrength.judge("s", Optional.empty())).hasSize(1);
    assertThat(SecretStrength.judge("s", Optional.of(" "))).hasSize(1);
  }

  @Test
  void shortClientSecretIsAFinding() {
    assertThat(SecretStrength.judgeClient("s", "short")).hasSize(1);
    assertThat(SecretStrength.judgeClient("s", "long enough to be one")).isEmpty();
  }
}
