package dev.trainyard.trainer.text;

import dev.trainyard.modelpackage.text.SparseVector;
import dev.trainyard.modelpackage.text.TermCounts;
import dev.trainyard.modelpackage.text.TermHasher;
import dev.trainyard.modelpackage.text.TextVectorizer;
import dev.trainyard.trainer.data.DataFile;
import dev.trainyard.trainer.data.IntList;
import dev.trainyard.trainer.data.MemoryGuard;
import dev.trainyard.trainer.data.Split;
import dev.trainyard.trainer.data.TableLoader;
import dev.trainyard.trainer.data.Target;
import dev.trainyard.trainer.data.TargetBuilder;
import dev.trainyard.trainer.events.EventStream;
import dev.trainyard.trainer.job.JobDocument;
import dev.trainyard.trainer.job.TrainingFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The texts of a job as counted terms: eight bytes for each different term of each text.
 *
 * <p>The texts themselves are not kept; {@link #text} reads one again.
 */
final class TextCorpus {

  private static final int ROW_BYTES = 96;
  private static final int TERM_BYTES = 8;

  /** Longer words are encoded attachments, of no use to readers. */
  private static final int NAME_LIMIT = 60;

  private final JobDocument job;
  private final DataFile file;
  private final List<TermCounts> texts = new ArrayList<>();
  private final int[] sourceRows;
  private final Target.Classes target;

  TextCorpus(JobDocument job, DataFile file, TermHasher hasher, EventStream events) {
    this.job = job;
    this.file = file;
    var memory = new MemoryGuard();
    var rows = new IntList();
    TargetBuilder labels =
        TargetBuilder.classes(job.channel().column(job.columns().target()).orElseThrow());
    long[] skipped = {0};
    file.read(
        List.of(job.columns().text(), job.columns().target()),
        (row, cells) -> {
          if (!labels.accepts(cells[1])) {
            skipped[0]++;
            return;
          }
          TermCounts counts = hasher.count(cells[0]);
          memory.hold(ROW_BYTES + (long) TERM_BYTES * counts.terms().length);
          texts.add(counts);
          labels.add(cells[1], row);
          rows.add((int) row);
        });
    TableLoader.reportSkipped(events, skipped[0], job.columns().target());
    TableLoader.requireRows(rows.size());
    this.sourceRows = rows.toArray();
    this.target = (Target.Classes) labels.build();
  }

  int size() {
    return sourceRows.length;
  }

  int[] sourceRows() {
    return sourceRows;
  }

  Target.Classes target() {
    return target;
  }

  /** Learns from the training texts how rare each term is. */
  TextVectorizer fit(TermHasher hasher, Split split, int minDocuments) {
    int[] documents = new int[hasher.slots()];
    for (int row : split.train()) {
      for (int term : texts.get(row).terms()) {
        documents[term]++;
      }
    }
    float[] idf = new float[hasher.slots()];
    int known = 0;
    for (int term = 0; term < idf.length; term++) {
      if (documents[term] >= minDocuments) {
        idf[term] = TextVectorizer.inverseFrequency(split.train().length, documents[term]);
        known++;
      }
    }
    if (known == 0) {
      throw TrainingFailure.badData(
          job.columns().text(),
          "no word occurs in at least " + minDocuments + " training texts; nothing can be learned");
    }
    return new TextVectorizer(hasher, idf);
  }

  List<SparseVector> vectors(TextVectorizer vectorizer) {
    var vectors = new ArrayList<SparseVector>(texts.size());
    for (int i = 0; i < texts.size(); i++) {
      vectors.add(vectorizer.vector(texts.get(i)));
      texts.set(i, null);
    }
    return vectors;
  }

  /** Reads the file again for the words behind some slots; of several, the most frequent one. */
  Map<Integer, String> names(TermHasher hasher, Set<Integer> slots) {
    Map<Integer, Map<String, Integer>> seen = new HashMap<>();
    file.read(
        List.of(job.columns().text()),
        (row, cells) ->
            hasher.visit(
                cells[0],
                (slot, start, end) -> {
                  if (slots.contains(slot) && end - start <= NAME_LIMIT) {
                    String name =
                        cells[0]
                            .substring(start, end)
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("[^\\p{L}\\p{Nd}$!]+", " ");
                    seen.computeIfAbsent(slot, unseen -> new HashMap<>())
                        .merge(name, 1, Integer::sum);
                  }
                }));
    Map<Integer, String> names = new HashMap<>();
    seen.forEach(
        (slot, counts) ->
            names.put(
                slot,
                counts.entrySet().stream()
                    .max(
                        Map.Entry.<String, Integer>comparingByValue()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .orElseThrow()
                    .getKey()));
    return names;
  }

  /** Reads the text of one row again. */
  String text(int row) {
    String[] found = {null};
    file.read(
        List.of(job.columns().text()),
        (place, cells) -> {
          if (place == sourceRows[row]) {
            found[0] = cells[0];
          }
        });
    return found[0];
  }
}
