package dev.trainyard.training.job;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.modelpackage.catalogue.Trainer;
import dev.trainyard.training.client.Profile;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Holds a plan against the profile of its data. What cannot be learned is refused here, before the
 * job waits in a queue: a 422 that names the field.
 */
final class DataCheck {

  private static final int LEAST_ROWS = 20;
  private static final int LEAST_ROWS_OF_A_CLASS = 3;
  private static final int MOST_CLASSES = 1000;
  private static final String CLASSIFICATION = "classification";
  private static final List<String> TEXTS = List.of("text", "category");

  private final Plan plan;
  private final Profile profile;

  DataCheck(Plan plan, Profile profile) {
    this.plan = plan;
    this.profile = profile;
  }

  /** The job's final description. */
  JobSpec spec(String commit) {
    requireReady();
    Profile.Column target = target();
    List<String> features = plan.trainer().needsText() ? List.of() : features();
    if (plan.trainer().needsText()) {
      requireText();
    }
    requireRows(profile.rows() - target.nullCount());
    if (isClassification()) {
      requireClasses(target);
    } else if (target.distinctCount() < 2) {
      throw ProblemException.unprocessable(
          "target", "has the same value in every row; there is nothing to learn");
    }
    return new JobSpec(
        plan.trainer().task(),
        data(commit),
        target.name(),
        plan.request().text(),
        features,
        plan.split(),
        plan.seed(),
        plan.hyperparameters().values(),
        plan.place().model().toString());
  }

  /** Number of classes, or null for a regression. */
  Integer classes() {
    return isClassification() ? (int) target().distinctCount() : null;
  }

  private JobSpec.Data data(String commit) {
    return new JobSpec.Data(
        plan.dataset().toString(),
        commit,
        profile.path(),
        profile.sha256(),
        profile.rows(),
        profile.format(),
        profile.delimiter(),
        profile.columns().stream()
            .map(column -> new JobSpec.Column(column.name(), column.type()))
            .toList());
  }

  private void requireReady() {
    switch (profile.status()) {
      case "ready" -> {}
      case "failed" ->
          throw ProblemException.unprocessable(
              "dataset",
              "cannot be read as a table: "
                  + (profile.problem() == null ? "unknown reason" : profile.problem().message()));
      default ->
          throw ProblemException.unprocessable(
              "dataset", "is still being examined; try again in a moment");
    }
  }

  private Profile.Column target() {
    String name = plan.request().target();
    Profile.Column column = profile.column(name).orElseThrow(() -> unknown("target", name));
    Trainer trainer = plan.trainer();
    if (!trainer.targetKinds().contains(column.type())) {
      throw ProblemException.unprocessable(
          "target",
          "is of type %s; %s needs %s"
              .formatted(
                  column.type(), trainer.task(), String.join(" or ", trainer.targetKinds())));
    }
    return column;
  }

  private List<String> features() {
    List<String> asked = plan.request().features();
    if (asked != null) {
      IntStream.range(0, asked.size()).forEach(i -> requireFeature(asked.get(i), i));
      return asked;
    }
    List<String> usable =
        profile.columns().stream()
            .filter(column -> !column.name().equals(plan.request().target()))
            .filter(column -> !column.type().equals("text"))
            .filter(column -> column.nullCount() < profile.rows())
            .map(Profile.Column::name)
            .toList();
    if (usable.isEmpty()) {
      throw ProblemException.unprocessable(
          "features", "are missing: besides the target there is no column to learn from");
    }
    return usable;
  }

  private void requireFeature(String name, int index) {
    String field = "features[" + index + "]";
    Profile.Column column = profile.column(name).orElseThrow(() -> unknown(field, name));
    if (column.type().equals("text")) {
      throw ProblemException.unprocessable(
          field, "is free text, which tabular training cannot use");
    }
  }

  private void requireText() {
    String name = plan.request().text();
    Profile.Column column = profile.column(name).orElseThrow(() -> unknown("text", name));
    if (!TEXTS.contains(column.type())) {
      throw ProblemException.unprocessable(
          "text", "is of type " + column.type() + "; this needs a column of text");
    }
  }

  private static void requireRows(long rows) {
    if (rows < LEAST_ROWS) {
      throw ProblemException.unprocessable(
          "dataset",
          "has %d rows with a target; at least %d are needed".formatted(rows, LEAST_ROWS));
    }
  }

  /** The profile lists the frequent values only; what it does not list is reckoned. */
  private void requireClasses(Profile.Column target) {
    long classes = target.distinctCount();
    if (classes < 2) {
      throw ProblemException.unprocessable(
          "target", "has only one class; there is nothing to tell apart");
    }
    if (classes > MOST_CLASSES) {
      throw ProblemException.unprocessable(
          "target",
          "has %d different values; at most %d classes are possible"
              .formatted(classes, MOST_CLASSES));
    }
    for (Profile.Value value : target.top()) {
      if (value.count() < LEAST_ROWS_OF_A_CLASS) {
        throw tooSmall("the class '" + value.value() + "' has " + value.count() + " rows");
      }
    }
    long unlisted = classes - target.top().size();
    long rowsLeft =
        profile.rows()
            - target.nullCount()
            - target.top().stream().mapToLong(Profile.Value::count).sum();
    if (target.distinctExact() && unlisted > 0 && rowsLeft < unlisted * LEAST_ROWS_OF_A_CLASS) {
      throw tooSmall("at least one class has fewer");
    }
  }

  private static ProblemException tooSmall(String what) {
    return ProblemException.unprocessable(
        "target", "needs %d rows of each class, and %s".formatted(LEAST_ROWS_OF_A_CLASS, what));
  }

  private boolean isClassification() {
    return plan.trainer().task().endsWith(CLASSIFICATION);
  }

  private ProblemException unknown(String field, String name) {
    String known =
        String.join(", ", profile.columns().stream().limit(20).map(Profile.Column::name).toList());
    return ProblemException.unprocessable(
        field, "the dataset has no column '" + name + "'; it has: " + known);
  }
}
