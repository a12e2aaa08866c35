package dev.trainyard.model.version;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.hub.revision.Revision;
import dev.trainyard.model.serving.PackageFile;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/**
 * Holds a registration against the package's own description: what both say must be the same, and
 * the files must be those that the trainer wrote.
 */
@ApplicationScoped
class PackageAgreement {

  private static final double ROUNDING = 1e-9;

  private final PackageReader packages;
  private final ObjectMapper json;

  PackageAgreement(PackageReader packages, ObjectMapper json) {
    this.packages = packages;
    this.json = json;
  }

  /** The package of a commit; throws the 422 that names the first field which contradicts it. */
  PackageContent read(CreateVersionRequest request, Revision commit) {
    PackageContent content = packages.read(commit);
    content.description().ifPresent(description -> check(request, content, description));
    return content;
  }

  private void check(CreateVersionRequest request, PackageContent content, JsonNode description) {
    requireSame("task", request.task(), description.path("task"));
    files(content, description.path("files"));
    metrics(request.metrics(), description.path("metrics"));
    tensors("signature.inputs", request.signature().inputs(), description, "inputs");
    tensors("signature.outputs", request.signature().outputs(), description, "outputs");
    lineage(request, description.path("lineage"));
  }

  private static void files(PackageContent content, JsonNode files) {
    for (Map.Entry<String, JsonNode> described : files.properties()) {
      String path = described.getKey();
      PackageFile file =
          content.file(path).orElseThrow(() -> contradicts("commit", "lacks the file " + path));
      boolean same =
          file.sha256().equals(described.getValue().path("sha256").asText())
              && file.sizeBytes() == described.getValue().path("sizeBytes").asLong(-1);
      if (!same) {
        throw contradicts("commit", "has another content in " + path);
      }
    }
  }

  private static void metrics(Map<String, Double> metrics, JsonNode described) {
    metrics.forEach(
        (name, value) -> {
          JsonNode other = described.path(name);
          if (other.isNumber()
              && Math.abs(other.doubleValue() - value) > ROUNDING * Math.max(1, Math.abs(value))) {
            throw contradicts("metrics." + name, "is not " + other);
          }
        });
  }

  private void tensors(String field, Object stated, JsonNode description, String side) {
    JsonNode described = description.path("signature").path(side);
    if (!described.isArray()) {
      return;
    }
    JsonNode own = json.valueToTree(stated);
    if (own.size() != described.size()) {
      throw contradicts(field, "has %d entries, not %d".formatted(own.size(), described.size()));
    }
    for (int i = 0; i < own.size(); i++) {
      for (String property : new String[] {"name", "datatype", "shape"}) {
        // Compared as text: 1 and 1L are the same size in a shape.
        if (!own.get(i)
            .path(property)
            .toString()
            .equals(described.get(i).path(property).toString())) {
          throw contradicts(
              "%s[%d].%s".formatted(field, i, property),
              "is not " + described.get(i).path(property));
        }
      }
    }
  }

  private static void lineage(CreateVersionRequest request, JsonNode described) {
    Lineage.Dataset dataset = request.lineage().dataset();
    if (dataset != null) {
      requireSame("lineage.dataset.sha256", dataset.sha256(), described.at("/dataset/sha256"));
      requireSame("lineage.dataset.repo", dataset.repo(), described.at("/dataset/repo"));
      requireSame("lineage.dataset.commit", dataset.commit(), described.at("/dataset/commit"));
    }
    Lineage.Job job = request.lineage().job();
    if (job != null) {
      requireSame("lineage.job.id", job.id().toString(), described.at("/job/id"));
    }
    if (request.jobId() != null) {
      requireSame("jobId", request.jobId().toString(), described.at("/job/id"));
    }
  }

  private static void requireSame(String field, String stated, JsonNode described) {
    if (stated != null && described.isTextual() && !described.textValue().equals(stated)) {
      throw contradicts(field, "is not " + described);
    }
  }

  private static ProblemException contradicts(String field, String how) {
    return ProblemException.unprocessable(field, how + ", as the package's model.json says");
  }
}
