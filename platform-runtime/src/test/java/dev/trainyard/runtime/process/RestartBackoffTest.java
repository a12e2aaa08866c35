package dev.trainyard.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The wait doubles to half a minute and begins anew after a healthy minute. */
class RestartBackoffTest {

  @Test
  void doublesUpToHalfAMinute() {
    // Given a process that never gets healthy
    RestartBackoff backoff = RestartBackoff.none();
    List<Long> waits = new ArrayList<>(List.of(backoff.delay().toSeconds()));

    // When it ends seven times
    for (int end = 0; end < 7; end++) {
      backoff = backoff.afterRunOf(Duration.ofSeconds(59));
      waits.add(backoff.delay().toSeconds());
    }

    // Then each wait is twice the one before, 30 s at most
    assertThat(waits).containsExactly(0L, 1L, 2L, 4L, 8L, 16L, 30L, 30L);
    assertThat(new RestartBackoff(1_000_000).delay()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void beginsAnewAfterAHealthyMinute() {
    // Given many failures
    RestartBackoff backoff = new RestartBackoff(9);

    // When the process ran well for a minute before it ended
    RestartBackoff next = backoff.afterRunOf(Duration.ofMinutes(1));

    // Then the wait is a second
    assertThat(next.delay()).isEqualTo(Duration.ofSeconds(1));
  }
}
