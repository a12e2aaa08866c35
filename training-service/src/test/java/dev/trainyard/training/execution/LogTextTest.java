package dev.trainyard.training.execution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "token is hf_abcdefghijklmnopqrstuvwx ok|token is hf_*** ok",
        "Authorization: Bearer abcdefgh12345|Authorization: Bearer ***",
        "see https://ada:secret@host/path|see https://***@host/path",
        "password=hunter22 next|password=*** next",
        "jwt eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiIxMjM0In0.c2ln end|jwt *** end",
        "an epoch took 3 s|an epoch took 3 s"
      })
  void secretsAreMasked(String raw, String shown) {
    // When, Then
    assertThat(LogText.line(raw)).isEqualTo(shown);
  }

  @Test
  void controlCharactersAndEscapeSequencesAreRemoved() {
    // When
    String shown = LogText.line("\u001b[31mred\u001b[0m\u0000 and\u0007 tab\t.\r");

    // Then
    assertThat(shown).isEqualTo("red and tab\t.");
  }

  @Test
  void progressBarShowsItsLastVersion() {
    // When, Then
    assertThat(LogText.line(" 10%\r 50%\r100%")).isEqualTo("100%");
  }

  @Test
  void longLineIsCut() {
    // When, Then
    assertThat(LogText.line("x".repeat(20_000))).hasSize(8192 + 6).endsWith("[cut]");
  }

  @Test
  void jsonLosesWhatTheDatabaseRefuses() throws Exception {
    // Given
    var node = new ObjectMapper().readTree("{\"a\\u0000\":[\"x\\ud800y\",1,true]}");

    // When, Then
    assertThat(LogText.plain(node).toString()).isEqualTo("{\"a\":[\"x\ufffdy\",1,true]}");
  }
}
