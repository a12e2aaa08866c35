package dev.trainyard.modelpackage.text;

/**
 * Weighs term counts by TF-IDF and scales each text to length one.
 *
 * <p>Only {@link StrictMath} and sums in index order are used, so that training and serving get the
 * same bits on every machine. A term with weight zero is unknown and left out.
 */
@SuppressWarnings("ArrayRecordComponent")
public record TextVectorizer(TermHasher hasher, float[] inverseFrequency) {

  /** The usual smoothed inverse document frequency. */
  public static float inverseFrequency(int documents, int documentsWithTerm) {
    return (float) (StrictMath.log((1.0 + documents) / (1.0 + documentsWithTerm)) + 1);
  }

  public SparseVector vector(CharSequence text) {
    return vector(hasher.count(text));
  }

  public SparseVector vector(TermCounts counts) {
    int known = 0;
    for (int term : counts.terms()) {
      known += inverseFrequency[term] > 0 ? 1 : 0;
    }
    int[] indexes = new int[known];
    float[] values = new float[known];
    double squares = 0;
    int at = 0;
    for (int i = 0; i < counts.terms().length; i++) {
      int term = counts.terms()[i];
      if (inverseFrequency[term] > 0) {
        double weight = (1 + StrictMath.log(counts.counts()[i])) * inverseFrequency[term];
        indexes[at] = term;
        values[at++] = (float) weight;
        squares += weight * weight;
      }
    }
    double length = Math.sqrt(squares);
    for (int i = 0; i < known; i++) {
      values[i] = (float) (values[i] / length);
    }
    return new SparseVector(indexes, values);
  }
}
