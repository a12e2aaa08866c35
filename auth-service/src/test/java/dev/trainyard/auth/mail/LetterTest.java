package dev.trainyard.auth.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LetterTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada@example.org\r\nBcc: eve@example.org",
        "ada@example.org\nBcc: eve@example.org",
        "ada@example.org,eve@example.org",
        "ada@example.org eve@example.org",
        "<ada@example.org>",
        "\"ada\"@example.org",
        "ada@example.org\u2028",
        "ada",
        ""
      })
  void addressesThatWouldMeanMoreThanOnePersonAreRefused(String to) {
    assertThatIllegalArgumentException().isThrownBy(() -> letter(to, "Hello"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Hello\r\nBcc: eve@example.org", "Hello\nBcc: x", "a\u0000b", "\u2028", ""})
  void subjectsThatWouldEndTheirLineAreRefused(String subject) {
    assertThatIllegalArgumentException().isThrownBy(() -> letter("ada@example.org", subject));
  }

  @Test
  void quotedTextStaysOnItsLine() {
    assertThat(Letter.quoted(" my\r\ntoken\u202e\u2028x ")).isEqualTo("my  token  x");
    assertThat(Letter.quoted("x".repeat(5000))).hasSize(100);
  }

  @Test
  void secretsOfALetterDoNotGetIntoLogs() {
    assertThat(letter("ada@example.org", "Hello").toString()).isEqualTo("Letter[greeting]");
  }

  @Test
  void waitsGrowToAnHour() {
    assertThat(MailSender.waitAfter(1)).isEqualTo(Duration.ofSeconds(10));
    assertThat(MailSender.waitAfter(5)).isEqualTo(Duration.ofSeconds(160));
    assertThat(MailSender.waitAfter(50)).isEqualTo(Duration.ofHours(1));
  }

  private static Letter letter(String to, String subject) {
    return new Letter("greeting", null, to, subject, "text", Duration.ofHours(1));
  }
}
