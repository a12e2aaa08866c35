package dev.trainyard.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.modelpackage.format.Datatype;
import dev.trainyard.trainer.job.JobDocument.Shares;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Splits are fair to each class, complete, and the same for the same seed. */
class SplitTest {

  private static final Shares SHARES = new Shares(0.7, 0.1, 0.2);

  private static Target.Classes target(int rows, int rare) {
    int[] codes = IntStream.range(0, rows).map(i -> i < rare ? 1 : 0).toArray();
    return new Target.Classes(codes, List.of("common", "rare"), Datatype.BYTES);
  }

  @Test
  void givesEachClassItsShare() {
    Target.Classes target = target(1000, 100);
    Split split = Split.stratified(target, SHARES, 1);
    assertThat(Arrays.stream(split.test()).filter(row -> row < 100).count()).isEqualTo(20);
    assertThat(Arrays.stream(split.validation()).filter(row -> row < 100).count()).isEqualTo(10);
    assertThat(split.train()).hasSize(700);
  }

  @Test
  void usesEveryRowOnce() {
    Split split = Split.stratified(target(101, 3), SHARES, 9);
    int[] all =
        Stream.of(split.train(), split.validation(), split.test())
            .flatMapToInt(Arrays::stream)
            .sorted()
            .toArray();
    assertThat(all).containsExactly(IntStream.range(0, 101).toArray());
  }

  @Test
  void followsTheSeed() {
    Split first = Split.random(500, SHARES, 3);
    assertThat(Split.random(500, SHARES, 3).test()).containsExactly(first.test());
    assertThat(Split.random(500, SHARES, 4).test()).isNotEqualTo(first.test());
  }
}
