package dev.trainyard.training.execution;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trainyard.training.job.Claim;
import dev.trainyard.training.job.JobSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The document that tells a trainer what to do: version 1 of the trainer contract. */
final class JobDocument {

  private static final int CONTRACT = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private JobDocument() {}

  static void write(Path file, Claim claim, boolean resume) throws IOException {
    ObjectNode document = document(claim, resume);
    document.put("digest", Digests.of(JSON.writeValueAsBytes(document)));
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    Files.write(partial, JSON.writeValueAsBytes(document));
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static ObjectNode document(Claim claim, boolean resume) {
    JobSpec spec = claim.job().spec();
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("contract", CONTRACT);
    document.put("jobId", claim.id().toString());
    document.put("attempt", claim.attempt());
    document.put("seed", spec.seed());
    document.put("task", spec.task());
    document.put("target", spec.target());
    if (spec.text() != null) {
      document.put("text", spec.text());
    }
    document.set("features", JSON.valueToTree(spec.features()));
    document.set("split", JSON.valueToTree(spec.split()));
    document.set("hyperparameters", JSON.valueToTree(spec.hyperparameters()));
    document.putObject("channels").set("train", JSON.valueToTree(spec.dataset()));
    document.put("resume", resume);
    document.putObject("budget");
    return document;
  }
}
