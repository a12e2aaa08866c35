package dev.trainyard.trainer.pack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trainyard.modelpackage.format.ModelDescriptor;
import dev.trainyard.modelpackage.format.ModelFolder;
import dev.trainyard.trainer.TrainingContext;
import dev.trainyard.trainer.job.Channel;
import dev.trainyard.trainer.job.TrainingFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Supplier;

/** Writes the files that every model package has; model.json with all digests comes last. */
public final class PackageBuilder {

  private static final double TOLERANCE = 1e-4;

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final TrainingContext context;
  private final Path directory;

  public PackageBuilder(TrainingContext context) {
    this.context = context;
    this.directory = context.workspace().model();
  }

  /** Writes files of one kind of model. */
  public interface OwnFiles {
    void write(Path directory) throws IOException;
  }

  public void build(OwnFiles files, Supplier<PackageFacts> facts) {
    try {
      clear();
      files.write(directory);
      seal(facts.get());
    } catch (IOException e) {
      throw TrainingFailure.temporary("cannot write the model package: " + e.getMessage());
    }
  }

  private void clear() throws IOException {
    Files.createDirectories(directory);
    try (var paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        if (!path.equals(directory)) {
          Files.delete(path);
        }
      }
    }
  }

  private void seal(PackageFacts facts) throws IOException {
    JSON.writeValue(directory.resolve("preprocess.json").toFile(), facts.preprocess());
    JSON.writeValue(directory.resolve(ModelFolder.EXAMPLE).toFile(), example(facts.example()));
    JsonNode lineage = lineage(facts.training());
    var descriptor =
        new ModelDescriptor(
            context.job().task().wireName(),
            facts.signature(),
            facts.labels(),
            facts.scores().metrics(),
            Map.of(),
            lineage);
    Files.writeString(directory.resolve("MLmodel"), MlModelFile.of(context, facts));
    Files.writeString(directory.resolve("README.md"), new ModelCard(context, facts).text());
    ModelFolder.seal(directory, descriptor);
  }

  private static ObjectNode example(PackageFacts.Example example) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    ObjectNode request = node.putObject("request").put("id", "example");
    example.inputs().forEach(request.withArray("inputs")::add);
    ObjectNode response = node.putObject("response");
    example.outputs().forEach(response.withArray("outputs")::add);
    response.put("tolerance", TOLERANCE);
    return node;
  }

  private ObjectNode lineage(PackageFacts.Training training) {
    Channel channel = context.job().channel();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.putObject("dataset")
        .put("repo", channel.origin().repo())
        .put("commit", channel.origin().commit())
        .put("path", channel.path())
        .put("sha256", channel.origin().sha256());
    node.putObject("job")
        .put("id", context.job().run().jobId())
        .put("attempt", context.job().run().attempt());
    node.putObject("trainer")
        .put("name", "trainyard-trainer")
        .put("version", context.version().version())
        .put("build", context.version().build());
    node.put("seed", context.job().run().seed());
    node.set("hyperparameters", JSON.valueToTree(context.job().hyperparameters().values()));
    node.set("engine", JSON.valueToTree(training.engine()));
    node.set("rows", JSON.valueToTree(training.rows()));
    node.put("algorithm", training.algorithm()).put("bestStep", training.bestStep());
    return node;
  }
}
