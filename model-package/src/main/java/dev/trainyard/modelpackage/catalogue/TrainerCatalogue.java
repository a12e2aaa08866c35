package dev.trainyard.modelpackage.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The list of built-in trainers, the same for the service that offers them and the trainers. */
public final class TrainerCatalogue {

  private static final String RESOURCE = "trainers.json";

  private final List<Trainer> trainers;

  private TrainerCatalogue(List<Trainer> trainers) {
    this.trainers = trainers;
  }

  public static TrainerCatalogue load() {
    try (var in = TrainerCatalogue.class.getResourceAsStream(RESOURCE)) {
      JsonNode root = new ObjectMapper().readTree(in);
      var trainers = new ArrayList<Trainer>();
      root.get("items").forEach(item -> trainers.add(Trainer.parse(item)));
      return new TrainerCatalogue(List.copyOf(trainers));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<Trainer> trainers() {
    return trainers;
  }

  public Optional<Trainer> forTask(String task) {
    return trainers.stream().filter(trainer -> trainer.task().equals(task)).findFirst();
  }
}
