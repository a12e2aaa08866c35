package dev.trainyard.trainer.text;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trainyard.modelpackage.catalogue.ResolvedHyperparameters;
import dev.trainyard.modelpackage.format.Datatype;
import dev.trainyard.modelpackage.format.ModelFolder;
import dev.trainyard.modelpackage.format.PackageException;
import dev.trainyard.modelpackage.format.Semantic;
import dev.trainyard.modelpackage.format.Signature;
import dev.trainyard.modelpackage.format.TensorSpec;
import dev.trainyard.modelpackage.text.LinearScorer;
import dev.trainyard.modelpackage.text.SparseVector;
import dev.trainyard.modelpackage.text.TermHasher;
import dev.trainyard.modelpackage.text.TextClassifier;
import dev.trainyard.modelpackage.text.TextVectorizer;
import dev.trainyard.modelpackage.text.TextWeightsFile;
import dev.trainyard.trainer.TrainingContext;
import dev.trainyard.trainer.data.Split;
import dev.trainyard.trainer.data.Target;
import dev.trainyard.trainer.job.JobDocument;
import dev.trainyard.trainer.job.TrainingFailure;
import dev.trainyard.trainer.learn.Examples;
import dev.trainyard.trainer.learn.LinearLearner;
import dev.trainyard.trainer.pack.OutputNames;
import dev.trainyard.trainer.pack.PackageBuilder;
import dev.trainyard.trainer.pack.PackageFacts;
import dev.trainyard.trainer.pack.Tensors;
import dev.trainyard.trainer.report.ClassScores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Trains, measures and packs a text classifier: hashed TF-IDF and logistic regression. */
public final class TextTraining {

  private static final String ALGORITHM =
      "Logistic regression on TF-IDF of hashed words and word pairs";

  private final TrainingContext context;
  private final JobDocument job;
  private final ResolvedHyperparameters hyperparameters;

  public TextTraining(TrainingContext context) {
    this.context = context;
    this.job = context.job();
    this.hyperparameters = job.hyperparameters();
  }

  /** Vectors of some rows with their classes. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Rows(List<SparseVector> vectors, int[] codes, int[] rows) implements Examples {
    @Override
    public int size() {
      return rows.length;
    }

    @Override
    public SparseVector vector(int index) {
      return vectors.get(rows[index]);
    }

    @Override
    public float target(int index) {
      return codes[rows[index]];
    }
  }

  public void run() {
    var hasher =
        new TermHasher(hyperparameters.integer("hashBits"), hyperparameters.flag("wordPairs"));
    var corpus = new TextCorpus(job, context.dataFile(), hasher, context.events());
    Target.Classes target = corpus.target();
    Split split = Split.stratified(target, job.shares(), job.run().seed());
    TextVectorizer vectorizer = corpus.fit(hasher, split, hyperparameters.integer("minDocuments"));
    List<SparseVector> vectors = corpus.vectors(vectorizer);
    LinearLearner learner = learner(vectors, target, split, hasher.slots());
    context.loop().run(learner);
    var classifier = new TextClassifier(vectorizer, learner.best());
    var test = new Rows(vectors, target.codes(), split.test());
    float[][] predictions = predict(classifier.scorer(), test);
    var scores = scores(predictions, test, target);
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    scores.describe(report, target.labels());
    var train = new Rows(vectors, target.codes(), split.train());
    TopTerms.of(classifier, target.labels(), train).describe(report, corpus);
    addBaseline(report, target, split, test);
    pack(
        corpus,
        directory -> {
          TextWeightsFile.write(directory.resolve(ModelFolder.TEXT_WEIGHTS), classifier);
          Path rows = directory.resolve(ModelFolder.SPLIT);
          split.write(rows, corpus.sourceRows(), job.run().seed());
        },
        test,
        new PackageFacts.Scores(scores.metrics(), report),
        new PackageFacts.Training(
            ALGORITHM, learner.bestEpoch(), split.counts(), Map.of("optimiser", "AdaGrad")));
    context.events().report(scores.metrics(), report);
  }

  private LinearLearner learner(
      List<SparseVector> vectors, Target.Classes target, Split split, int slots) {
    int classes = target.labels().size();
    if ((long) slots * LinearScorer.outputsFor(classes) > Integer.MAX_VALUE / 4) {
      throw TrainingFailure.badConfig(
          "hyperparameters.hashBits",
          "2^hashBits times " + classes + " classes is too large a model; lower hashBits");
    }
    var settings =
        new LinearLearner.Settings(
            slots,
            classes,
            hyperparameters.integer("epochs"),
            new LinearLearner.Rate(
                hyperparameters.number("learningRate"), hyperparameters.number("l2")),
            hyperparameters.integer("patience"),
            job.run().seed());
    return new LinearLearner(
        new Rows(vectors, target.codes(), split.train()),
        new Rows(vectors, target.codes(), split.validation()),
        settings);
  }

  private static float[][] predict(LinearScorer scorer, Rows rows) {
    double[] scores = new double[scorer.outputs()];
    float[][] predictions = new float[rows.size()][];
    for (int i = 0; i < predictions.length; i++) {
      scorer.score(rows.vector(i), scores);
      predictions[i] = LinearScorer.probabilities(scores);
    }
    return predictions;
  }

  private static ClassScores scores(float[][] predictions, Rows rows, Target.Classes target) {
    int[] truth = new int[rows.size()];
    Arrays.setAll(truth, i -> (int) rows.target(i));
    return new ClassScores(predictions, truth, target.labels().size());
  }

  private static void addBaseline(
      ObjectNode report, Target.Classes target, Split split, Rows test) {
    float[] frequencies = new float[target.labels().size()];
    for (int row : split.train()) {
      frequencies[target.codes()[row]] += 1f / split.train().length;
    }
    float[][] constant = new float[test.size()][];
    Arrays.fill(constant, frequencies);
    ObjectNode node = report.putObject("baseline").put("name", "class frequencies");
    ObjectNode values = node.putObject("metrics");
    scores(constant, test, target).metrics().forEach(values::put);
  }

  private void pack(
      TextCorpus corpus,
      PackageBuilder.OwnFiles files,
      Rows test,
      PackageFacts.Scores scores,
      PackageFacts.Training training) {
    new PackageBuilder(context)
        .build(
            files,
            () -> {
              Signature signature = signature(corpus.target());
              return new PackageFacts(
                  signature,
                  corpus.target().labels(),
                  scores,
                  example(corpus, test, signature),
                  preprocess(),
                  training);
            });
  }

  private Signature signature(Target.Classes target) {
    List<TensorSpec> inputs =
        List.of(
            new TensorSpec(
                job.columns().text(),
                Datatype.BYTES,
                List.of(-1L, 1L),
                Semantic.of(Semantic.Kind.TEXT)));
    return new Signature(inputs, OutputNames.outputs(inputs, target));
  }

  /** The shortest held-out text that has words, answered by the weights as read from the file. */
  private PackageFacts.Example example(TextCorpus corpus, Rows test, Signature signature) {
    int shortest = 0;
    for (int i = 1; i < test.size(); i++) {
      int size = test.vector(i).size();
      int least = test.vector(shortest).size();
      shortest = size > 0 && (least == 0 || size < least) ? i : shortest;
    }
    String text = corpus.text(test.rows()[shortest]);
    float[] probabilities = reread().probabilities(text);
    String label = corpus.target().labels().get(ClassScores.largest(probabilities));
    Object labels =
        switch (corpus.target().datatype()) {
          case INT64 -> new long[] {Long.parseLong(label)};
          case BOOL -> new boolean[] {Boolean.parseBoolean(label)};
          default -> new String[] {label};
        };
    return new PackageFacts.Example(
        List.of(Tensors.oneRow(signature.inputs().getFirst(), new String[] {text})),
        List.of(
            Tensors.oneRow(signature.outputs().get(0), labels),
            Tensors.oneRow(signature.outputs().get(1), probabilities)));
  }

  private TextClassifier reread() {
    try {
      return TextWeightsFile.read(context.workspace().model().resolve(ModelFolder.TEXT_WEIGHTS));
    } catch (IOException | PackageException e) {
      throw TrainingFailure.internal("cannot read the written weights: " + e.getMessage());
    }
  }

  private ObjectNode preprocess() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("pipeline", "hashed-tfidf")
        .put("words", "runs of letters, digits, '$' and '!' in lower case")
        .put("hashBits", hyperparameters.integer("hashBits"))
        .put("wordPairs", hyperparameters.flag("wordPairs"))
        .put("weights", ModelFolder.TEXT_WEIGHTS);
  }
}
