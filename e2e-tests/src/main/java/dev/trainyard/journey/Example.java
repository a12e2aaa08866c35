package dev.trainyard.journey;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One example data set. Its last row stays at home: the model never sees it, neither in training
 * nor in its own test, and is asked about it at the end.
 *
 * @param task what is learned from it
 * @param target the column to predict
 * @param text the text column of a text task, else null
 */
record Example(String name, String title, String file, String task, String target, String text) {

  static final List<Example> ALL =
      List.of(
          new Example(
              "breast-cancer",
              "Breast cancer cells, measured",
              "breast-cancer.csv",
              "tabular-classification",
              "diagnosis",
              null),
          new Example(
              "mails",
              "Mails, wanted and unwanted",
              "mails.jsonl",
              "text-classification",
              "label",
              "text"));

  /** What is uploaded: every line but the last. */
  byte[] known(Path folder) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve(file));
    return (String.join("\n", lines.subList(0, lines.size() - 1)) + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The last row, by column. */
  Map<String, String> unseen(Path folder) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve(file));
    Map<String, String> row = new LinkedHashMap<>();
    if (file.endsWith(".jsonl")) {
      Platform.JSON
          .readTree(lines.getLast())
          .properties()
          .forEach(field -> row.put(field.getKey(), field.getValue().asText()));
    } else {
      String[] names = lines.getFirst().split(",", -1);
      String[] values = lines.getLast().split(",", -1);
      for (int i = 0; i < names.length; i++) {
        row.put(names[i], values[i]);
      }
    }
    return row;
  }

  /** The inference request for one row, made from the signature of the model's version. */
  static Map<String, Object> question(JsonNode signature, Map<String, String> row) {
    List<Map<String, Object>> inputs = new ArrayList<>();
    for (JsonNode input : signature.get("inputs")) {
      String value = row.get(input.get("name").asText());
      boolean text = input.get("datatype").asText().equals("BYTES");
      List<Integer> shape = new ArrayList<>();
      input.get("shape").forEach(size -> shape.add(1));
      inputs.add(
          Map.of(
              "name",
              input.get("name").asText(),
              "datatype",
              input.get("datatype").asText(),
              "shape",
              shape,
              "data",
              List.of(text ? value : (Object) Double.valueOf(value))));
    }
    return Map.of("inputs", inputs);
  }
}
