package dev.trainyard.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The expected values were worked out by hand from the formulas of the test. */
class MannWhitneyTest {

  @Test
  void separateSamplesAreTold() {
    MannWhitney test = MannWhitney.of(new double[] {1, 2, 3, 4, 5}, new double[] {6, 7, 8, 9, 10});
    assertThat(test.u()).isZero();
    assertThat(test.effect()).isEqualTo(-1);
    assertThat(test.p()).isCloseTo(0.01219, within(0.0001));
  }

  @Test
  void equalSamplesAreNotTold() {
    MannWhitney test = MannWhitney.of(new double[] {1, 2, 3, 4}, new double[] {1, 2, 3, 4});
    assertThat(test.u()).isEqualTo(8);
    assertThat(test.effect()).isZero();
    assertThat(test.p()).isCloseTo(1, within(0.000001));
  }

  @Test
  void tiesShareTheirRank() {
    MannWhitney test = MannWhitney.of(new double[] {1, 1, 2}, new double[] {1, 2, 2});
    assertThat(test.u()).isEqualTo(3);
    assertThat(test.effect()).isCloseTo(-1 / 3.0, within(0.000001));
  }
}
