package dev.trainyard.trainer.pack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.trainyard.modelpackage.format.Semantic;
import dev.trainyard.modelpackage.format.TensorSpec;
import dev.trainyard.trainer.TrainingContext;
import dev.trainyard.trainer.job.Channel;
import dev.trainyard.trainer.job.JobDocument;
import dev.trainyard.trainer.job.Task;
import java.util.Locale;
import java.util.Map;

/** Writes the README of a model from the facts of its training. */
final class ModelCard {

  private static final int SHOWN_ROWS = 50;
  private static final int SHOWN_LABELS = 30;

  private final JobDocument job;
  private final TrainingContext context;
  private final PackageFacts facts;
  private final StringBuilder text = new StringBuilder();

  ModelCard(TrainingContext context, PackageFacts facts) {
    this.context = context;
    this.job = context.job();
    this.facts = facts;
  }

  String text() {
    head();
    purpose();
    scores();
    inputs();
    importance();
    origin();
    return text.toString();
  }

  private void head() {
    line("---");
    line("library_name: trainyard");
    line("pipeline_tag: " + job.task().wireName());
    if (!job.channel().origin().repo().isEmpty()) {
      line("datasets:");
      line("- " + TextNode.valueOf(job.channel().origin().repo()));
    }
    line("---");
    line("");
    line("# " + title());
    line("");
  }

  private String title() {
    String verb = job.task() == Task.TABULAR_REGRESSION ? "Predicts " : "Classifies ";
    return verb + code(job.columns().target());
  }

  private void purpose() {
    line(facts.training().algorithm() + ", trained by Trainyard's built-in trainer.");
    if (!facts.labels().isEmpty()) {
      int shown = Math.min(SHOWN_LABELS, facts.labels().size());
      var labels =
          String.join(
              ", ", facts.labels().subList(0, shown).stream().map(ModelCard::code).toList());
      String more = shown < facts.labels().size() ? ", …" : "";
      line("");
      line("Classes (" + facts.labels().size() + "): " + labels + more + ".");
    }
    line("");
  }

  private void scores() {
    Map<String, Integer> rows = facts.training().rows();
    JsonNode baseline = facts.scores().report().path("baseline");
    line("## Scores");
    line("");
    line(
        "Measured on %d held-out rows that took no part in training; %d rows trained the model and %d chose when to stop."
            .formatted(rows.get("test"), rows.get("train"), rows.get("validation")));
    line("");
    line("| metric | model | baseline: " + cell(baseline.path("name").asText("none")) + " |");
    line("| --- | ---: | ---: |");
    facts
        .scores()
        .metrics()
        .forEach(
            (name, value) -> {
              JsonNode other = baseline.path("metrics").get(name);
              line(
                  "| %s | %s | %s |"
                      .formatted(
                          name, number(value), other == null ? "" : number(other.asDouble())));
            });
    line("");
  }

  private void inputs() {
    line("## Inputs");
    line("");
    line("| name | type | meaning |");
    line("| --- | --- | --- |");
    int shown = 0;
    for (TensorSpec input : facts.signature().inputs()) {
      if (shown++ == SHOWN_ROWS) {
        line(
            "| … | | "
                + (facts.signature().inputs().size() - SHOWN_ROWS)
                + " more in model.json |");
        break;
      }
      line(
          "| %s | %s | %s |"
              .formatted(cell(input.name()), input.datatype(), cell(meaning(input.semantic()))));
    }
    line("");
    if (job.task() != Task.TEXT_CLASSIFICATION) {
      line(
          "A missing number is `null` or NaN, a missing category is the empty text; a category that training never saw is allowed.");
      line("");
    }
  }

  private static String meaning(Semantic semantic) {
    String kind = semantic.kind().name().toLowerCase(Locale.ROOT);
    if (semantic.kind() == Semantic.Kind.DATE) {
      return "date as days since 1970-01-01";
    }
    if (semantic.min() != null) {
      return kind + ", " + semantic.min() + " to " + semantic.max() + " in training";
    }
    return semantic.categories().isEmpty()
        ? kind
        : kind + ", " + semantic.categories().size() + " known values";
  }

  private void importance() {
    JsonNode importance = facts.scores().report().path("importance");
    if (importance.isEmpty()) {
      return;
    }
    line("## What the model looks at");
    line("");
    line("| feature | share |");
    line("| --- | ---: |");
    int shown = 0;
    for (JsonNode item : importance) {
      if (shown++ < 15) {
        line(
            "| %s | %s |"
                .formatted(
                    cell(item.path("feature").asText()), number(item.path("value").asDouble())));
      }
    }
    line("");
  }

  private void origin() {
    Channel.Origin origin = job.channel().origin();
    line("## Where it comes from");
    line("");
    line(
        "- Data: "
            + code(origin.repo())
            + " at "
            + code(origin.commit())
            + ", file "
            + code(job.channel().path())
            + ", SHA-256 "
            + code(origin.sha256()));
    line(
        "- Job: "
            + code(job.run().jobId())
            + ", seed "
            + job.run().seed()
            + ", best step "
            + facts.training().bestStep());
    line(
        "- Trainer: "
            + code(context.version().version())
            + ", build "
            + code(context.version().build()));
    job.hyperparameters().values().forEach((name, value) -> line("- " + name + ": " + value));
    line("");
    line("## Limits");
    line("");
    line(
        "The scores hold for data like those it was trained on. The trainer does not test for bias between groups of people; do so before decisions about people rest on this model.");
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }

  /** Text from users as inline code, which Markdown takes literally. */
  private static String code(String value) {
    return "`" + value.replace('`', '\'').replaceAll("\\s+", " ") + "`";
  }

  private static String cell(String value) {
    return code(value).replace("|", "\\|");
  }
}
