package dev.trainyard.training.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.commons.problem.ProblemException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JobStateTest {

  private static final Reason WHY = Reason.of("some-code", "something happened");

  @Test
  void goodJobGoesThroughAllStates() {
    // Given
    JobState state = new JobState.Queued(null);

    // When
    for (JobState.Event event :
        List.of(
            new JobState.Event.Claimed(),
            new JobState.Event.Prepared(),
            new JobState.Event.Quiet(WHY),
            new JobState.Event.Trained(),
            new JobState.Event.Registered(3))) {
      state = state.on(event);
    }

    // Then
    assertThat(state).isEqualTo(new JobState.Succeeded(3));
    assertThat(state.ended()).isTrue();
  }

  @Test
  void interruptedJobWaitsAgainAndSaysWhy() {
    // When
    JobState state = new JobState.Running(null).on(new JobState.Event.Interrupted(WHY));

    // Then
    assertThat(state.code()).isEqualTo("queued");
    assertThat(state.why()).contains(WHY);
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(new JobState.Succeeded(1), new JobState.Event.Retried()),
        Arguments.of(new JobState.Succeeded(1), new JobState.Event.Stopped(WHY)),
        Arguments.of(new JobState.Failed(WHY), new JobState.Event.Broke(WHY)),
        Arguments.of(new JobState.Queued(null), new JobState.Event.Retried()),
        Arguments.of(new JobState.Queued(null), new JobState.Event.Interrupted(WHY)),
        Arguments.of(new JobState.Preparing(), new JobState.Event.Trained()),
        Arguments.of(new JobState.Running(null), new JobState.Event.Registered(1)),
        Arguments.of(new JobState.Registering(), new JobState.Event.Claimed()));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void eventThatDoesNotFitIsRefused(JobState state, JobState.Event event) {
    // When, Then
    assertThatThrownBy(() -> state.on(event))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining(state.code());
  }

  @Test
  void everyStateIsReadBackFromItsWord() {
    // Given
    List<JobState> all =
        List.of(
            new JobState.Queued(WHY),
            new JobState.Preparing(),
            new JobState.Running(WHY),
            new JobState.Registering(),
            new JobState.Succeeded(2),
            new JobState.Failed(WHY),
            new JobState.Cancelled(WHY));

    // When, Then
    assertThat(all)
        .allSatisfy(
            state ->
                assertThat(JobState.of(state.code(), state.why().orElse(null), 2))
                    .isEqualTo(state));
  }
}
