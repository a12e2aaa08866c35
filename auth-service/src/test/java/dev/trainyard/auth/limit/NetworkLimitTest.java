package dev.trainyard.auth.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.trainyard.auth.AuthTestResource;
import dev.trainyard.commons.problem.ProblemException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(AuthTestResource.class)
class NetworkLimitTest {

  @Inject AttemptLimits limits;

  @Test
  void oneNetworkCannotTryFromItsManyAddresses() {
    // Given
    int allowed = 0;
    for (int i = 0; i < 700; i++) {
      allowed += mayTry("2001:db8:fade:%x::1".formatted(i)) ? 1 : 0;
    }

    // Then
    assertThat(allowed).isBetween(500, 650);
    assertThat(mayTry("2001:db8:fadf:1::1")).isTrue();
  }

  @Test
  void oneAddressDoesNotUseItsNetworkUp() {
    // Given
    for (int i = 0; i < 700; i++) {
      mayTry("198.51.100.7");
    }

    // Then
    assertThat(mayTry("198.51.100.7")).isFalse();
    assertThat(mayTry("198.51.100.8")).isTrue();
  }

  @Test
  void successGivesBackWhatWasCounted() {
    // Given
    ClientAddress address = ClientAddress.of("203.0.113.9", "");

    // Then
    assertThatNoException()
        .isThrownBy(
            () -> {
              for (int i = 0; i < 700; i++) {
                limits.signInFrom(address);
                limits.signedInFrom(address);
              }
            });
  }

  private boolean mayTry(String address) {
    try {
      limits.signInFrom(ClientAddress.of(address, ""));
      return true;
    } catch (ProblemException tooMany) {
      return false;
    }
  }
}
