package dev.trainyard.modelpackage.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.modelpackage.format.PackageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The text pipeline gives fixed bits, through memory and through its file. */
class TextClassifierTest {

  @TempDir Path root;

  private static TextClassifier classifier(int outputs) {
    var hasher = new TermHasher(12, true);
    float[] idf = new float[hasher.slots()];
    for (int term : hasher.count("buy cheap pills now").terms()) {
      idf[term] = TextVectorizer.inverseFrequency(10, 3);
    }
    float[] weights = new float[hasher.slots() * outputs];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = idf[i / outputs] > 0 ? (i % 7) - 3 : 0;
    }
    float[] bias = new float[outputs];
    Arrays.fill(bias, 0.5f);
    return new TextClassifier(
        new TextVectorizer(hasher, idf), new LinearScorer(outputs, weights, bias));
  }

  @Test
  void hashesWordsAndPairsInLowerCase() {
    // Given
    var single = new TermHasher(18, false);
    var pairs = new TermHasher(18, true);
    // Then
    assertThat(single.count("Buy, BUY... buy?").counts()).containsExactly(3);
    assertThat(single.count("a b c").terms()).hasSize(3);
    assertThat(pairs.count("a b c").terms()).hasSize(5);
    assertThat(pairs.count("a b").terms()).isNotEqualTo(pairs.count("b a").terms());
    assertThat(pairs.count(" \n.,;").terms()).isEmpty();
  }

  @Test
  void keepsTheSlotsThatStoredModelsRelyOn() {
    int[] terms = new TermHasher(18, true).count("Größe $100 free! \uD83D\uDE00 x").terms();
    assertThat(terms).isSorted();
    assertThat(Arrays.hashCode(terms)).isEqualTo(-642998744);
  }

  @Test
  void scalesVectorsToLengthOne() {
    SparseVector vector = classifier(1).vectorizer().vector("cheap cheap pills for you");
    double squares = 0;
    for (float value : vector.values()) {
      squares += value * value;
    }
    assertThat(squares).isBetween(0.99999, 1.00001);
  }

  @Test
  void answersTheSameAfterStorage() throws Exception {
    for (int outputs : new int[] {1, 3}) {
      // Given
      TextClassifier classifier = classifier(outputs);
      Path file = root.resolve("weights" + outputs);
      TextWeightsFile.write(file, classifier);
      // When
      TextClassifier read = TextWeightsFile.read(file);
      // Then
      assertThat(read.classes()).isEqualTo(outputs == 1 ? 2 : outputs);
      for (String text : new String[] {"", "buy now", "cheap pills pills unknown words"}) {
        assertThat(read.probabilities(text)).containsExactly(classifier.probabilities(text));
      }
    }
  }

  @Test
  void givesProbabilitiesThatAddUpToOne() {
    float[] probabilities = classifier(3).probabilities("buy cheap pills");
    assertThat(probabilities[0] + probabilities[1] + probabilities[2]).isBetween(0.9999f, 1.0001f);
  }

  @Test
  void refusesDamagedWeights() throws Exception {
    // Given
    Path file = root.resolve("weights");
    TextWeightsFile.write(file, classifier(1));
    byte[] bytes = Files.readAllBytes(file);
    // Then
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 3));
    assertThatThrownBy(() -> TextWeightsFile.read(file)).isInstanceOf(PackageException.class);
    Files.write(file, Arrays.copyOf(bytes, bytes.length + 1));
    assertThatThrownBy(() -> TextWeightsFile.read(file)).hasMessageContaining("after the end");
    bytes[0] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(() -> TextWeightsFile.read(file)).hasMessageContaining("unknown kind");
  }
}
