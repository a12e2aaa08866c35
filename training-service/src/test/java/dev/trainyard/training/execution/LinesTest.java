package dev.trainyard.training.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LinesTest {

  @Test
  void incompleteLineIsLeftForLater() {
    // When
    Lines lines = Lines.cut(bytes("one\ntwo\nthr"), false, false);

    // Then
    assertThat(lines.lines()).containsExactly("one", "two");
    assertThat(lines.consumed()).isEqualTo(8);
  }

  @Test
  void incompleteLineCountsWhenNothingCanFollow() {
    // When
    Lines lines = Lines.cut(bytes("one\nthr"), false, true);

    // Then
    assertThat(lines.lines()).containsExactly("one", "thr");
    assertThat(lines.consumed()).isEqualTo(7);
  }

  @Test
  void endlessLineIsCutAndItsRestSkipped() {
    // Given
    byte[] endless = bytes("x".repeat(Lines.PIECE));

    // When
    Lines first = Lines.cut(endless, false, false);
    Lines second = Lines.cut(bytes("xxx\nnext\n"), first.skipping(), false);

    // Then
    assertThat(first.lines()).singleElement().asString().endsWith("cut]").hasSizeLessThan(5000);
    assertThat(first.consumed()).isEqualTo(Lines.PIECE);
    assertThat(first.skipping()).isTrue();
    assertThat(second.lines()).containsExactly("next");
    assertThat(second.skipping()).isFalse();
  }

  @Test
  void pieceWithoutEndWithinACutLineIsSkippedWhole() {
    // When
    Lines lines = Lines.cut(bytes("still the same"), true, false);

    // Then
    assertThat(lines.lines()).isEmpty();
    assertThat(lines.consumed()).isEqualTo(14);
    assertThat(lines.skipping()).isTrue();
  }

  @Test
  void linesOfAStepAreBounded() {
    // When
    Lines lines = Lines.cut(bytes("\n".repeat(5000)), false, true);

    // Then
    assertThat(lines.lines()).hasSize(1000);
    assertThat(lines.consumed()).isEqualTo(1000);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
