package dev.trainyard.trainer.data;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trainyard.trainer.job.JobDocument.Shares;
import dev.trainyard.trainer.job.TrainingFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Which rows train, which choose the moment to stop, and which are held out; ascending. */
@SuppressWarnings("ArrayRecordComponent")
public record Split(int[] train, int[] validation, int[] test) {

  private static final int MIN_CLASS_ROWS = 3;

  /** Splits every class in the same shares. */
  public static Split stratified(Target.Classes target, Shares shares, long seed) {
    if (target.labels().size() < 2) {
      throw TrainingFailure.badData(
          "target", "the target has only one class; there is nothing to tell apart");
    }
    List<IntList> groups = new ArrayList<>();
    target.labels().forEach(label -> groups.add(new IntList()));
    for (int row = 0; row < target.codes().length; row++) {
      groups.get(target.codes()[row]).add(row);
    }
    for (int k = 0; k < groups.size(); k++) {
      if (groups.get(k).size() < MIN_CLASS_ROWS) {
        throw TrainingFailure.badData(
            "target",
            "class '%s' has only %d rows; each class needs at least %d"
                .formatted(target.labels().get(k), groups.get(k).size(), MIN_CLASS_ROWS));
      }
    }
    return of(groups.stream().map(IntList::toArray).toList(), shares, seed);
  }

  public static Split random(int rows, Shares shares, long seed) {
    int[] all = new int[rows];
    Arrays.setAll(all, i -> i);
    return of(List.of(all), shares, seed);
  }

  private static Split of(List<int[]> groups, Shares shares, long seed) {
    var train = new IntList();
    var validation = new IntList();
    var test = new IntList();
    var random = new Random(seed);
    for (int[] group : groups) {
      shuffle(group, random);
      int held = Math.max(1, (int) Math.round(group.length * shares.test()));
      int chosen = (int) Math.round(group.length * shares.validation());
      if (shares.validation() > 0) {
        chosen = Math.max(1, chosen);
      }
      held = Math.min(held, group.length - 2);
      chosen = Math.min(chosen, group.length - held - 1);
      for (int i = 0; i < group.length; i++) {
        (i < held ? test : i < held + chosen ? validation : train).add(group[i]);
      }
    }
    return new Split(sorted(train), sorted(validation), sorted(test));
  }

  /** Fisher-Yates with java.util.Random, whose sequence the Java specification fixes. */
  public static void shuffle(int[] items, Random random) {
    for (int i = items.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = items[i];
      items[i] = items[j];
      items[j] = swap;
    }
  }

  /** Number of rows in each part. */
  public Map<String, Integer> counts() {
    var counts = new LinkedHashMap<String, Integer>();
    counts.put("train", train.length);
    counts.put("validation", validation.length);
    counts.put("test", test.length);
    return counts;
  }

  /**
   * Writes the places in the data file (from zero), so that others can measure on the same rows.
   */
  public void write(Path file, int[] sourceRows, long seed) {
    try (JsonGenerator json =
        new ObjectMapper().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
      json.writeStartObject();
      json.writeNumberField("seed", seed);
      json.writeStringField("rowsCountFrom", "0, without the header");
      writeRows(json, "train", train, sourceRows);
      writeRows(json, "validation", validation, sourceRows);
      writeRows(json, "test", test, sourceRows);
      json.writeEndObject();
    } catch (IOException e) {
      throw TrainingFailure.temporary("cannot write the split: " + e.getMessage());
    }
  }

  private static void writeRows(JsonGenerator json, String name, int[] rows, int[] sourceRows)
      throws IOException {
    int[] places = new int[rows.length];
    Arrays.setAll(places, i -> sourceRows[rows[i]]);
    json.writeFieldName(name);
    json.writeArray(places, 0, places.length);
  }

  private static int[] sorted(IntList list) {
    int[] items = list.toArray();
    Arrays.sort(items);
    return items;
  }
}
