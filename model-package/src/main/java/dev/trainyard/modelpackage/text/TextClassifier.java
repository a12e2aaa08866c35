package dev.trainyard.modelpackage.text;

/** From a text to the probability of each class. */
public record TextClassifier(TextVectorizer vectorizer, LinearScorer scorer) {

  public float[] probabilities(CharSequence text) {
    double[] scores = new double[scorer.outputs()];
    scorer.score(vectorizer.vector(text), scores);
    return LinearScorer.probabilities(scores);
  }

  public int classes() {
    return scorer.outputs() == 1 ? 2 : scorer.outputs();
  }
}
