package dev.trainyard.auth.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenFormatTest {

  @Test
  void tokenIsWellFormedAndUnique() {
    // When
    String token = TokenFormat.ACCESS.generate();

    // Then
    assertThat(token).matches("hf_[0-9A-Za-z]{49}");
    assertThat(TokenFormat.ACCESS.isWellFormed(token)).isTrue();
    assertThat(TokenFormat.ACCESS.generate()).isNotEqualTo(token);
    assertThat(TokenFormat.ACCESS.hint(token)).hasSize(8).startsWith(token.substring(0, 7));
  }

  /** The values come from the program that {@code docs/reference/tokens.md} publishes. */
  @Test
  void checksumIsThatOfTheReference() {
    byte[] one = new byte[32];
    one[31] = 1;
    assertThat(TokenFormat.ACCESS.of(one)).isEqualTo("hf_" + "0".repeat(42) + "12uwEUJ");
    assertThat(TokenFormat.REFRESH.of(one)).isEqualTo("hfr_" + "0".repeat(42) + "10CuwUD");
  }

  @Test
  void everyMistypedCharacterIsNoticed() {
    // Given
    String token = TokenFormat.ACCESS.generate();

    // Then
    for (int i = 0; i < token.length(); i++) {
      char wrong = token.charAt(i) == 'x' ? 'y' : 'x';
      String mistyped = token.substring(0, i) + wrong + token.substring(i + 1);
      assertThat(TokenFormat.ACCESS.isWellFormed(mistyped)).as(mistyped).isFalse();
    }
    assertThat(TokenFormat.ACCESS.isWellFormed(token + "0")).isFalse();
    assertThat(TokenFormat.ACCESS.isWellFormed("")).isFalse();
  }
}
