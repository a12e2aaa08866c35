package dev.trainyard.training.job;

import dev.trainyard.commons.naming.Names;
import dev.trainyard.commons.naming.RepositoryId;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.commons.security.ResourceKind;
import dev.trainyard.modelpackage.catalogue.HyperparameterException;
import dev.trainyard.modelpackage.catalogue.ResolvedHyperparameters;
import dev.trainyard.modelpackage.catalogue.Trainer;
import dev.trainyard.modelpackage.catalogue.TrainerCatalogue;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A request that is sound in itself: names, shares and hyperparameters are checked; whether it fits
 * the data is still open. Every refusal is a 400 (422 for hyperparameters) that names the field.
 */
record Plan(
    UUID id,
    Place place,
    Trainer trainer,
    RepositoryId dataset,
    CreateJobRequest request,
    JobSpec.Split split,
    ResolvedHyperparameters hyperparameters) {

  private static final JobSpec.Split DEFAULT_SPLIT = new JobSpec.Split(0.7, 0.1, 0.2);
  private static final double SLACK = 1e-6;

  /** Where the job and its model live. */
  record Place(String namespace, String name, RepositoryId model) {}

  static Plan of(CreateJobRequest request, Caller caller, TrainerCatalogue catalogue) {
    Trainer trainer = catalogue.forTask(request.task()).orElseThrow(() -> unknownTask(catalogue));
    UUID id = UUID.randomUUID();
    RepositoryId dataset = RepositoryId.parse("dataset.repo", request.dataset().repo());
    checkPath(request.dataset().path());
    checkRevision(request.dataset().revision());
    checkColumns(request, trainer);
    return new Plan(
        id,
        place(request, caller, id),
        trainer,
        dataset,
        request,
        split(request.split()),
        hyperparameters(request, trainer));
  }

  String revision() {
    return request.dataset().revision() == null ? "main" : request.dataset().revision();
  }

  long seed() {
    return request.seed() == null ? 42 : request.seed();
  }

  private static Place place(CreateJobRequest request, Caller caller, UUID id) {
    String namespace = request.namespace() == null ? caller.name() : request.namespace();
    Names.requireNamespace("namespace", namespace);
    String name =
        request.name() == null
            ? request.task() + "-" + id.toString().substring(0, 8)
            : Names.require("name", request.name());
    caller.requireCreation(ResourceKind.JOB, "namespace", namespace, name);
    RepositoryId model =
        request.model() == null
            ? new RepositoryId(namespace, name)
            : RepositoryId.parse("model.repo", request.model().repo());
    caller.requireCreation(
        ResourceKind.MODEL,
        "model.repo",
        Names.requireNamespace("model.repo", model.namespace()),
        model.name());
    return new Place(namespace, name, model);
  }

  private static void checkColumns(CreateJobRequest request, Trainer trainer) {
    if (trainer.needsText()) {
      if (request.text() == null) {
        throw ProblemException.invalid("text", "is needed: the column with the text to learn from");
      }
      if (request.features() != null) {
        throw ProblemException.invalid("features", "are not used by " + trainer.task());
      }
      if (request.text().equals(request.target())) {
        throw ProblemException.unprocessable("text", "is the target column itself");
      }
    } else if (request.text() != null) {
      throw ProblemException.invalid("text", "is not used by " + trainer.task());
    }
    if (request.features() != null) {
      checkFeatures(request.features(), request.target());
    }
  }

  private static void checkFeatures(List<String> features, String target) {
    if (features.isEmpty()) {
      throw ProblemException.invalid("features", "must name at least one column, or be left out");
    }
    var seen = new HashSet<String>();
    for (int i = 0; i < features.size(); i++) {
      String field = "features[" + i + "]";
      if (features.get(i).equals(target)) {
        throw ProblemException.unprocessable(field, "is the target column itself");
      }
      if (!seen.add(features.get(i))) {
        throw ProblemException.invalid(field, "names a column for the second time");
      }
    }
  }

  private static JobSpec.Split split(CreateJobRequest.Split asked) {
    if (asked == null) {
      return DEFAULT_SPLIT;
    }
    double sum = asked.train() + asked.validation() + asked.test();
    boolean inRange = asked.train() > 0 && asked.validation() >= 0 && asked.test() > 0;
    if (!inRange || !(Math.abs(sum - 1) <= SLACK)) {
      throw ProblemException.invalid(
          "split", "train and test need a share above 0, and all shares must add up to 1");
    }
    return new JobSpec.Split(asked.train(), asked.validation(), asked.test());
  }

  private static ResolvedHyperparameters hyperparameters(
      CreateJobRequest request, Trainer trainer) {
    if (request.hyperparameters() != null
        && !request.hyperparameters().isNull()
        && !request.hyperparameters().isObject()) {
      throw ProblemException.invalid("hyperparameters", "must be an object");
    }
    try {
      return trainer.resolve(request.hyperparameters());
    } catch (HyperparameterException e) {
      throw ProblemException.unprocessable(
          "hyperparameters." + bounded(e.field()), bounded(e.getMessage()));
    }
  }

  private static void checkPath(String path) {
    if (path == null) {
      return;
    }
    boolean sound =
        path.chars().noneMatch(c -> c < ' ' || c == 0x7f || c == '\\')
            && List.of(path.split("/", -1)).stream()
                .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    if (!sound) {
      throw ProblemException.invalid(
          "dataset.path", "must be a relative path without empty, '.' or '..' segments");
    }
  }

  private static void checkRevision(String revision) {
    if (revision != null && (!revision.matches("[A-Za-z0-9._/-]+") || revision.contains(".."))) {
      throw ProblemException.invalid("dataset.revision", "must be a branch, a tag or a commit id");
    }
  }

  private static ProblemException unknownTask(TrainerCatalogue catalogue) {
    return ProblemException.invalid(
        "task",
        "must be one of "
            + catalogue.trainers().stream()
                .map(Trainer::task)
                .sorted()
                .collect(Collectors.joining(", ")));
  }

  private static String bounded(String text) {
    String clean = text.replaceAll("\\p{Cntrl}", " ");
    return clean.length() <= 300 ? clean : clean.substring(0, 300) + "…";
  }
}
