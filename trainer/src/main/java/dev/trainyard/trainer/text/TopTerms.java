package dev.trainyard.trainer.text;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trainyard.modelpackage.text.LinearScorer;
import dev.trainyard.modelpackage.text.SparseVector;
import dev.trainyard.modelpackage.text.TextClassifier;
import dev.trainyard.trainer.learn.Examples;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** The words that move a classifier most over some texts, each with the class it speaks for. */
@SuppressWarnings("ArrayRecordComponent")
record TopTerms(TextClassifier classifier, List<String> labels, double[] presence) {

  private static final int SHOWN = 40;

  /** Presence of a term is the sum of its values in the given texts. */
  static TopTerms of(TextClassifier classifier, List<String> labels, Examples texts) {
    double[] presence = new double[classifier.vectorizer().hasher().slots()];
    for (int i = 0; i < texts.size(); i++) {
      SparseVector vector = texts.vector(i);
      for (int k = 0; k < vector.size(); k++) {
        presence[vector.indexes()[k]] += vector.values()[k];
      }
    }
    return new TopTerms(classifier, labels, presence);
  }

  void describe(ObjectNode report, TextCorpus corpus) {
    Set<Integer> slots =
        new LinkedHashSet<>(
            IntStream.range(0, presence.length)
                .filter(slot -> strength(slot) > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(slot -> -strength(slot)))
                .limit(SHOWN)
                .toList());
    Map<Integer, String> names = corpus.names(classifier.vectorizer().hasher(), slots);
    double total = slots.stream().mapToDouble(this::strength).sum();
    ArrayNode list = report.putArray("importance");
    for (int slot : slots) {
      if (names.containsKey(slot)) {
        list.addObject()
            .put("feature", names.get(slot))
            .put("value", strength(slot) / total)
            .put("label", label(slot));
      }
    }
  }

  private double strength(int slot) {
    return Math.abs(weight(slot, strongest(slot))) * presence[slot];
  }

  private int strongest(int slot) {
    LinearScorer scorer = classifier.scorer();
    int best = 0;
    for (int k = 1; k < scorer.outputs(); k++) {
      best = weight(slot, k) > weight(slot, best) ? k : best;
    }
    return best;
  }

  private float weight(int slot, int output) {
    LinearScorer scorer = classifier.scorer();
    return scorer.weights()[slot * scorer.outputs() + output];
  }

  private String label(int slot) {
    int output = strongest(slot);
    boolean binary = classifier.scorer().outputs() == 1;
    return labels.get(binary && weight(slot, 0) > 0 ? 1 : output);
  }
}
