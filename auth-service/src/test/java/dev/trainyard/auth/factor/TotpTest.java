package dev.trainyard.auth.factor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {

  private static final byte[] SEED = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
  private static final Path OATHTOOL = Path.of("/usr/bin/oathtool");

  /** RFC 6238, appendix B, the rows of SHA-1. */
  @ParameterizedTest
  @CsvSource({
    "59, 94287082",
    "1111111109, 07081804",
    "1111111111, 14050471",
    "1234567890, 89005924",
    "2000000000, 69279037",
    "20000000000, 65353130"
  })
  void codesAreThoseOfTheStandard(long second, String code) {
    assertThat(Totp.code(SEED, Totp.step(Instant.ofEpochSecond(second)), 8)).isEqualTo(code);
  }

  /** RFC 4226, appendix D. */
  @ParameterizedTest
  @CsvSource({"0, 755224", "1, 287082", "4, 338314", "7, 162583", "9, 520489"})
  void codesOfCountersAreThoseOfTheStandard(long step, String code) {
    assertThat(Totp.code(SEED, step, 6)).isEqualTo(code);
  }

  /** RFC 4648, section 10, without padding. */
  @ParameterizedTest
  @CsvSource({"fooba, MZXW6YTB", "foobafooba, MZXW6YTBMZXW6YTB"})
  void base32IsThatOfTheStandard(String text, String encoded) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    assertThat(Base32.encode(bytes)).isEqualTo(encoded);
    assertThat(App.decode(encoded)).isEqualTo(bytes);
  }

  @Test
  void codeOfThisStepAndTheOneBeforeFitAndNoOther() {
    // Given
    Instant now = Instant.ofEpochSecond(1_111_111_111);
    long step = Totp.step(now);

    // Then
    assertThat(Totp.match(SEED, Totp.code(SEED, step, 6), now)).hasValue(step);
    assertThat(Totp.match(SEED, Totp.code(SEED, step - 1, 6), now)).hasValue(step - 1);
    assertThat(Totp.match(SEED, Totp.code(SEED, step - 2, 6), now)).isEmpty();
    assertThat(Totp.match(SEED, Totp.code(SEED, step + 1, 6), now)).isEmpty();
    assertThat(Totp.match(SEED, "", now)).isEmpty();
    assertThat(Totp.match(SEED, "äöü000", now)).isEmpty();
  }

  @Test
  void anotherImplementationShowsTheSameCodes() throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(OATHTOOL), "oathtool is not installed");
    for (int i = 0; i < 20; i++) {
      Instant time = Instant.ofEpochSecond(1_700_000_000L).plus(Duration.ofHours(31L * i));
      assertThat(Totp.code(SEED, Totp.step(time), 6)).isEqualTo(oathtool(time));
    }
  }

  private static String oathtool(Instant time) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                OATHTOOL.toString(),
                "--totp",
                "--base32",
                "--now=@" + time.getEpochSecond(),
                Base32.encode(SEED))
            .start();
    String code = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return code.strip();
  }
}
