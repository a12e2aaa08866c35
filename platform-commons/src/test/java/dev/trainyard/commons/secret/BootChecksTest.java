package dev.trainyard.commons.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.commons.secret.ConfiguredSecret.Form;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BootChecksTest {

  private static final String STRONG = "u7Wm-x0QJ2_fVt9Zk4RbN6sLhYp1EaGdCo3IqTiXw8B";

  @Test
  void strongSecretsGiveNoFinding() {
    assertThat(BootChecks.findings(List.of(secret("a", STRONG), secret("b", STRONG + "5"))))
        .isEmpty();
  }

  @Test
  void missingSecretIsAFindingOnlyWhereItIsNeeded() {
    assertThat(
            BootChecks.findings(
                List.of(
                    new ConfiguredSecret("SEC-009", "a", Form.KEY, true, Optional.empty()),
                    new ConfiguredSecret("SEC-009", "b", Form.KEY, false, Optional.of(" ")))))
        .containsExactly("SEC-009 a is missing");
  }

  @Test
  void equalSecretsAreNamedWithoutTheirValue() {
    assertThat(BootChecks.findings(List.of(secret("a", STRONG), secret("b", STRONG + "\n"))))
        .containsExactly("SEC-009 b equals a");
    assertThat(secret("a", STRONG)).hasToString("a");
  }

  @ParameterizedTest
  @CsvSource({
    "rwxr-xr-x, rw-r--r--, 1",
    "rwxr-xr-x, rw-rw--w-, 1",
    "rwxr-xr-x, rw-r-----, 0",
    "rwxr-x---, rw-r--r--, 0",
    "rwx------, rw-------, 0",
  })
  void fileThatOthersCanReachIsAFinding(
      String directoryMode, String fileMode, int findings, @TempDir Path directory)
      throws IOException {
    // Given
    Path file = Files.writeString(directory.resolve("secret"), STRONG);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(fileMode));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(directoryMode));

    // When, Then
    assertThat(SecretFiles.findings(List.of(directory.toUri().toString())))
        .hasSize(findings)
        .allMatch(line -> line.startsWith("SEC-006 ") && !line.contains(STRONG));
  }

  @Test
  void directoryThatIsNotThereIsAFinding() {
    assertThat(SecretFiles.findings(List.of("/not/there"))).hasSize(1);
  }

  private static ConfiguredSecret secret(String setting, String value) {
    return new ConfiguredSecret("SEC-009", setting, Form.PASSWORD, true, Optional.of(value));
  }
}
