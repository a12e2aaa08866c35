package dev.trainyard.training.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FrameWindowTest {

  private static final int PAGE = 200;

  private final FrameWindow window = new FrameWindow();
  private final List<Long> reads = new ArrayList<>();
  private int length = 10;
  private long stored;

  @Test
  void readsEachEventOnceForAllThatWatch() {
    // Given
    stored = 5;
    assertThat(numbers(0)).containsExactly(1L, 2L, 3L, 4L, 5L);

    // When
    List<Long> second = numbers(0);
    List<Long> third = numbers(3);

    // Then
    assertThat(second).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(third).containsExactly(4L, 5L);
    assertThat(reads).containsExactly(0L);
  }

  @Test
  void goesOnWhereTheLastReadEnded() {
    // Given
    stored = 2;
    numbers(0);
    stored = 4;

    // When
    List<Long> news = numbers(2);

    // Then
    assertThat(news).containsExactly(3L, 4L);
    assertThat(numbers(0)).containsExactly(1L, 2L, 3L, 4L);
    assertThat(reads).containsExactly(0L, 2L);
  }

  @Test
  void saysWhetherThereMayBeMore() {
    // Given
    stored = PAGE + 1;

    // When
    boolean first = window.after(0, this::read).more();
    boolean fromMemory = window.after(7, this::read).more();
    boolean second = window.after(PAGE, this::read).more();

    // Then
    assertThat(List.of(first, fromMemory, second)).containsExactly(true, true, false);
  }

  @Test
  void newcomerAtTheEndDoesNotWaitForWhoReadsTheBeginning() {
    // Given
    stored = 5000;
    numbers(0);

    // When
    List<Long> end = numbers(4990);
    List<Long> middle = numbers(200);

    // Then
    assertThat(end).hasSize(10).endsWith(5000L);
    assertThat(middle).hasSize(PAGE).startsWith(201L);
    assertThat(numbers(4995)).containsExactly(4996L, 4997L, 4998L, 4999L, 5000L);
    assertThat(reads).containsExactly(0L, 4990L, 200L);
  }

  @Test
  void holdsNoMoreThanItsBoundAndReadsTheRestAgain() {
    // Given
    length = 10_000;
    stored = 150;

    // When
    numbers(0);

    // Then
    assertThat(numbers(140)).hasSize(10);
    assertThat(reads).containsExactly(0L);
    assertThat(numbers(100)).hasSize(50);
    assertThat(reads).containsExactly(0L, 100L);
  }

  @Test
  void failureOfOneReadIsNotRemembered() {
    // Given
    stored = 3;
    assertThatThrownBy(
            () ->
                window.after(
                    0,
                    _ -> {
                      throw new IllegalStateException("the database is away");
                    }))
        .hasMessage("the database is away");

    // When
    List<Long> again = numbers(0);

    // Then
    assertThat(again).containsExactly(1L, 2L, 3L);
  }

  @Test
  void manyAtOnceShareOneRead() throws Exception {
    // Given
    stored = 100;
    Callable<List<Long>> watcher = () -> numbers(0);

    // When
    List<Future<List<Long>>> all;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      all = threads.invokeAll(Collections.nCopies(50, watcher));
    }

    // Then
    for (Future<List<Long>> each : all) {
      assertThat(each.get()).hasSize(100);
    }
    assertThat(reads).containsExactly(0L);
  }

  private List<Long> numbers(long seq) {
    return window.after(seq, this::read).frames().stream().map(Frame::seq).toList();
  }

  private FrameWindow.Page read(long seq) {
    reads.add(seq);
    List<Frame> frames =
        LongStream.rangeClosed(seq + 1, Math.min(stored, seq + PAGE))
            .mapToObj(number -> new Frame(number, "x".repeat(length)))
            .toList();
    return new FrameWindow.Page(frames, frames.size() == PAGE);
  }
}
