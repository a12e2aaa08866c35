package dev.trainyard.auth.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenFormatTest {

  @Test
  void tokenIsWellFormedAndUnique() {
    // When
    String token = TokenFormat.generate();

    // Then
    assertThat(token).matches("hf_[0-9A-Za-z]{49}");
    assertThat(TokenFormat.isWellFormed(token)).isTrue();
    assertThat(TokenFormat.generate()).isNotEqualTo(token);
    assertThat(TokenFormat.hint(token)).hasSize(8).startsWith(token.substring(0, 7));
  }

  @Test
  void everyMistypedCharacterIsNoticed() {
    // Given
    String token = TokenFormat.generate();

    // Then
    for (int i = 0; i < token.length(); i++) {
      char wrong = token.charAt(i) == 'x' ? 'y' : 'x';
      String mistyped = token.substring(0, i) + wrong + token.substring(i + 1);
      assertThat(TokenFormat.isWellFormed(mistyped)).as(mistyped).isFalse();
    }
    assertThat(TokenFormat.isWellFormed(token + "0")).isFalse();
    assertThat(TokenFormat.isWellFormed("")).isFalse();
  }
}
