package dev.trainyard.trainer.tabular;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trainyard.modelpackage.catalogue.ResolvedHyperparameters;
import dev.trainyard.modelpackage.format.ModelFolder;
import dev.trainyard.trainer.TrainingContext;
import dev.trainyard.trainer.data.Split;
import dev.trainyard.trainer.data.Table;
import dev.trainyard.trainer.data.TableLoader;
import dev.trainyard.trainer.data.Target;
import dev.trainyard.trainer.job.JobDocument;
import dev.trainyard.trainer.job.TrainingFailure;
import dev.trainyard.trainer.learn.LinearLearner;
import dev.trainyard.trainer.pack.PackageBuilder;
import dev.trainyard.trainer.pack.PackageFacts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Trains, compares, measures, exports and packs a model over a table. */
public final class TabularTraining {

  private static final int BASELINE_EPOCHS = 40;
  private static final int BASELINE_PATIENCE = 3;
  private static final double LINEAR_L2 = 1e-5;

  private final TrainingContext context;
  private final JobDocument job;
  private final ResolvedHyperparameters hyperparameters;

  public TabularTraining(TrainingContext context) {
    this.context = context;
    this.job = context.job();
    this.hyperparameters = job.hyperparameters();
  }

  /** A finished model with what is known about its making. */
  private record Outcome(TabularModel model, long bestStep, Map<String, Object> engine) {}

  public void run() {
    TabularData data = load();
    TreeLearner.Rows train = data.rows(data.split().train());
    TreeLearner.Rows validation = data.rows(data.split().validation());
    boolean linear = hyperparameters.choice("algorithm").equals("linear");
    Outcome outcome =
        linear ? trainLinear(data, train, validation) : trainTrees(data, train, validation);
    try (TabularModel model = outcome.model()) {
      var evaluation = new Evaluation(data);
      float[][] predictions = evaluation.predict(model);
      Map<String, Double> metrics = evaluation.metrics(predictions);
      requireFinite(metrics);
      ObjectNode report = evaluation.report(predictions, model);
      if (linear) {
        String name = data.classes() == 0 ? "mean of the training rows" : "class frequencies";
        addBaseline(report, name, evaluation.metrics(evaluation.constant(train)));
      } else {
        addBaseline(report, baselineName(data), baseline(data, train, validation, evaluation));
      }
      pack(data, outcome, predictions, new PackageFacts.Scores(metrics, report));
      context.events().report(metrics, report);
    }
  }

  private static void requireFinite(Map<String, Double> metrics) {
    metrics.forEach(
        (name, value) -> {
          if (!Double.isFinite(value)) {
            throw TrainingFailure.badConfig(
                "hyperparameters", name + " is " + value + " on held-out rows: training diverged");
          }
        });
  }

  private TabularData load() {
    Table table = new TableLoader(job, context.dataFile(), context.events()).load();
    long seed = job.run().seed();
    Split split =
        table.target() instanceof Target.Classes classes
            ? Split.stratified(classes, job.shares(), seed)
            : Split.random(table.rows(), job.shares(), seed);
    context
        .events()
        .log(
            "%d rows: %d train, %d validation, %d test"
                .formatted(
                    table.rows(),
                    split.train().length,
                    split.validation().length,
                    split.test().length));
    return new TabularData(
        table,
        split,
        FeatureEncoder.fit(table, split.train(), hyperparameters.integer("oneHotLimit")));
  }

  private Outcome trainTrees(
      TabularData data, TreeLearner.Rows train, TreeLearner.Rows validation) {
    var settings =
        new TreeSettings(
            hyperparameters,
            data.classes(),
            data.encoder().width(),
            context.workspace().pace().threads(),
            job.run().seed());
    NativeXgboost.load();
    try (var learner = new TreeLearner(settings, train, validation)) {
      context.loop().run(learner);
      return new Outcome(learner.best(), learner.bestRound(), settings.parameters());
    }
  }

  private Outcome trainLinear(
      TabularData data, TreeLearner.Rows train, TreeLearner.Rows validation) {
    var settings =
        new LinearLearner.Settings(
            data.encoder().width(),
            data.classes(),
            hyperparameters.integer("rounds"),
            new LinearLearner.Rate(hyperparameters.number("learningRate"), LINEAR_L2),
            hyperparameters.integer("earlyStoppingRounds"),
            job.run().seed());
    LinearTraining training = LinearTraining.of(train, validation, data, settings);
    context.loop().run(training.learner());
    return new Outcome(training.model(), training.learner().bestEpoch(), Map.of("l2", LINEAR_L2));
  }

  private static String baselineName(TabularData data) {
    return data.classes() == 0 ? "linear regression" : "softmax regression";
  }

  private Map<String, Double> baseline(
      TabularData data,
      TreeLearner.Rows train,
      TreeLearner.Rows validation,
      Evaluation evaluation) {
    var settings =
        new LinearLearner.Settings(
            data.encoder().width(),
            data.classes(),
            BASELINE_EPOCHS,
            new LinearLearner.Rate(0.1, LINEAR_L2),
            BASELINE_PATIENCE,
            job.run().seed());
    LinearTraining training = LinearTraining.of(train, validation, data, settings);
    while (!training.learner().finished()) {
      training.learner().advance();
      context.stop().obey();
    }
    return evaluation.metrics(evaluation.predict(training.model()));
  }

  private static void addBaseline(ObjectNode report, String name, Map<String, Double> metrics) {
    ObjectNode node = report.putObject("baseline").put("name", name);
    ObjectNode values = node.putObject("metrics");
    metrics.forEach(
        (metric, value) -> {
          if (Double.isFinite(value)) {
            values.put(metric, value);
          }
        });
  }

  private void pack(
      TabularData data, Outcome outcome, float[][] predictions, PackageFacts.Scores scores) {
    Target target = data.table().target();
    var check = new GraphCheck(data, context.workspace().pace().threads());
    new PackageBuilder(context)
        .build(
            directory -> {
              byte[] graph = TabularGraph.build(data.encoder(), target, outcome.model());
              Files.write(directory.resolve(ModelFolder.GRAPH), graph);
              outcome.model().saveNative(directory);
              Path rows = directory.resolve(ModelFolder.SPLIT);
              data.split().write(rows, data.table().sourceRows(), job.run().seed());
            },
            () -> {
              var graph = context.workspace().model().resolve(ModelFolder.GRAPH);
              PackageFacts.Example example = check.verify(graph, predictions, context.events());
              return new PackageFacts(
                  check.signature(),
                  target instanceof Target.Classes classes ? classes.labels() : List.of(),
                  scores,
                  example,
                  preprocess(data),
                  new PackageFacts.Training(
                      outcome.model().title(),
                      outcome.bestStep(),
                      data.split().counts(),
                      outcome.engine()));
            });
  }

  private static ObjectNode preprocess(TabularData data) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("note", "For people: the graph in model.onnx does all of this itself.");
    for (Encoding encoding : data.encoder().encodings()) {
      ObjectNode column = node.withArray("columns").addObject().put("name", encoding.name());
      switch (encoding) {
        case Encoding.Plain _ -> column.put("encoding", "number, NaN where missing");
        case Encoding.OneHot oneHot -> {
          column.put("encoding", "one column per category, all zero for an unknown one");
          oneHot.categories().forEach(column.putArray("categories")::add);
        }
        case Encoding.Ordinal ordinal -> {
          column.put("encoding", "rank by frequency, -1 for an unknown category");
          ordinal.categories().forEach(column.putArray("categories")::add);
        }
      }
    }
    return node;
  }
}
