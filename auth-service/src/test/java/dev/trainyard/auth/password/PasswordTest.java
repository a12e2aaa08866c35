package dev.trainyard.auth.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.auth.config.Pepper;
import dev.trainyard.commons.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordTest {

  private static final Pepper PEPPER = pepper("0123456789ab", "pepper");

  private final PasswordPolicy policy = new PasswordPolicy(new CommonPasswords());

  @Test
  void hashIsInPhcFormAndMatchesItsPasswordOnly() {
    // When
    String phc = Argon2.hash("correct horse", PEPPER).text();

    // Then
    assertThat(phc)
        .matches(
            "\\$argon2id\\$v=19\\$m=19456,t=2,p=1,keyid=[A-Za-z0-9+/]{8}"
                + "\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
    assertThat(Argon2.parse(phc).matches("correct horse", PEPPER)).isTrue();
    assertThat(Argon2.parse(phc).matches("correct horsE", PEPPER)).isFalse();
    assertThat(Argon2.parse(phc).matches("correct horse", pepper("0123456789ab", "other")))
        .isFalse();
    assertThat(Argon2.hash("correct horse", PEPPER).text()).isNotEqualTo(phc);
  }

  @Test
  void hashOfOlderParametersOrAnotherPepperIsOutdated() {
    // Given
    Argon2 present = Argon2.hash("x", PEPPER);
    Argon2 older = Argon2.parse(present.text().replace("m=19456", "m=9216"));

    // Then
    assertThat(present.isOutdated(PEPPER)).isFalse();
    assertThat(older.isOutdated(PEPPER)).isTrue();
    assertThat(present.isOutdated(pepper("ffffffffffff", "pepper"))).isTrue();
  }

  @Test
  void textThatIsNoHashIsRefused() {
    assertThatThrownBy(() -> Argon2.parse("$2a$10$abc")).isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "short",
        "11111111111111",
        "password12345",
        "!!password!!!!",
        "passwordpassword",
        "qwertyqwertyqwerty",
        "123456789012",
        "ababababababab",
        "i am ada-lovelace",
        "my.mailbox is here",
        "trainyard forever"
      })
  void passwordThatIsEasyToGuessIsRefused(String password) {
    assertThatThrownBy(() -> judge(password))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("Field password");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "correct horse battery staple",
        "                 a b c d e",
        "пароль длинный и непростой",
        "🐎🔋🖇️✅ staple horse",
        "Tr0ub4dor&3-xyz"
      })
  void anyCharactersAreAllowed(String password) {
    assertThatCode(() -> judge(password)).doesNotThrowAnyException();
  }

  @Test
  void lengthIsCountedInCharactersNotInBytes() {
    assertThatCode(() -> judge("ab🐎cd".repeat(51))).doesNotThrowAnyException();
    assertThatThrownBy(() -> judge("x🐎yzw".repeat(52))).isInstanceOf(ProblemException.class);
  }

  private void judge(String password) {
    policy.require("password", password, "ada-lovelace", "my.mailbox@example.org");
  }

  private static Pepper pepper(String id, String value) {
    return new Pepper(id, new SecretKeySpec(value.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
  }
}
