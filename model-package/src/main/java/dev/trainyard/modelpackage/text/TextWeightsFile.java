package dev.trainyard.modelpackage.text;

import dev.trainyard.modelpackage.format.PackageException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A text classifier as one file: header, bias, then only the terms seen in training.
 *
 * <p>Big endian: magic "TYTX", version, hash bits, pairs flag, outputs, number of terms; the
 * biases; per term its index, inverse document frequency and one weight per output.
 */
public final class TextWeightsFile {

  private static final int MAGIC = 0x54595458;
  private static final int VERSION = 1;
  private static final int MAX_BITS = 24;
  private static final int MAX_OUTPUTS = 10_000;

  private TextWeightsFile() {}

  public static void write(Path file, TextClassifier classifier) throws IOException {
    float[] idf = classifier.vectorizer().inverseFrequency();
    LinearScorer scorer = classifier.scorer();
    try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      out.writeInt(MAGIC);
      out.writeInt(VERSION);
      out.writeInt(classifier.vectorizer().hasher().bits());
      out.writeBoolean(classifier.vectorizer().hasher().pairs());
      out.writeInt(scorer.outputs());
      out.writeInt(known(idf));
      for (float bias : scorer.bias()) {
        out.writeFloat(bias);
      }
      for (int term = 0; term < idf.length; term++) {
        if (idf[term] > 0) {
          out.writeInt(term);
          out.writeFloat(idf[term]);
          for (int k = 0; k < scorer.outputs(); k++) {
            out.writeFloat(scorer.weights()[term * scorer.outputs() + k]);
          }
        }
      }
    }
  }

  public static TextClassifier read(Path file) throws IOException, PackageException {
    try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      check(in.readInt() == MAGIC && in.readInt() == VERSION, "unknown kind of file");
      int bits = in.readInt();
      boolean pairs = in.readBoolean();
      int outputs = in.readInt();
      int terms = in.readInt();
      check(bits > 0 && bits <= MAX_BITS, "hash bits out of range");
      check(outputs > 0 && outputs <= MAX_OUTPUTS, "outputs out of range");
      int slots = 1 << bits;
      check(
          terms >= 0 && terms <= slots && (long) slots * outputs < Integer.MAX_VALUE, "too large");
      var scorer = new LinearScorer(outputs, new float[slots * outputs], new float[outputs]);
      float[] idf = new float[slots];
      for (int k = 0; k < outputs; k++) {
        scorer.bias()[k] = in.readFloat();
      }
      for (int i = 0; i < terms; i++) {
        int term = in.readInt();
        check(term >= 0 && term < slots, "term out of range");
        idf[term] = in.readFloat();
        for (int k = 0; k < outputs; k++) {
          scorer.weights()[term * outputs + k] = in.readFloat();
        }
      }
      check(in.read() < 0, "bytes after the end");
      return new TextClassifier(new TextVectorizer(new TermHasher(bits, pairs), idf), scorer);
    } catch (EOFException e) {
      throw new PackageException("the text weights end too early");
    }
  }

  private static int known(float[] idf) {
    int count = 0;
    for (float value : idf) {
      count += value > 0 ? 1 : 0;
    }
    return count;
  }

  private static void check(boolean holds, String message) throws PackageException {
    if (!holds) {
      throw new PackageException("the text weights are damaged: " + message);
    }
  }
}
