package dev.trainyard.commons.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretStrengthTest {

  private static final String CLASSES =
      "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789!#%+:=?@";

  @Test
  void randomKeysAreAccepted() {
    for (int i = 0; i < 1000; i++) {
      // Given
      byte[] bytes = new byte[32];
      new SecureRandom().nextBytes(bytes);
      String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);

      // Then
      assertThat(SecretStrength.ofKey(secret + "\n")).isEmpty();
      assertThat(SecretStrength.ofPassword(secret)).isEmpty();
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
  void weakKeyGivesOneFindingWithoutTheValue(String secret) {
    assertThat(SecretStrength.ofKey(secret).orElseThrow()).doesNotContain(secret);
  }

  @Test
  void randomPasswordOfTwentyFourCharactersIsAccepted() {
    SecureRandom random = new SecureRandom();
    for (int i = 0; i < 1000; i++) {
      StringBuilder password = new StringBuilder();
      random.ints(24, 0, CLASSES.length()).forEach(c -> password.append(CLASSES.charAt(c)));
      assertThat(SecretStrength.ofPassword(password.toString())).as("%s", password).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "brief-one, too short",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, easy to guess",
    "abcabcabcabcabcabcabcabcabcabc, easy to guess",
    "abcdefghijklmnopqrstuvwxyz, easy to guess",
    "1234567890123456789012345, easy to guess",
    "ChangeMe-7Xq2!vB9#tLp, examples",
    "7Xq2!vB9#postgres#tLp, examples",
  })
  void weakPasswordIsNamedForWhatItIs(String secret, String finding) {
    assertThat(SecretStrength.ofPassword(secret).orElseThrow())
        .contains(finding)
        .doesNotContain(secret);
  }
}
