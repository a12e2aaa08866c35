package dev.trainyard.trainer.tabular;

import dev.trainyard.trainer.learn.LinearLearner;

/** Prepares a linear learner for tabular data. */
record LinearTraining(LinearLearner learner, Standardiser standardiser, LinearModel.Link link) {

  static LinearTraining of(
      TreeLearner.Rows train,
      TreeLearner.Rows validation,
      TabularData data,
      LinearLearner.Settings settings) {
    Standardiser standardiser = Standardiser.fit(train.matrix(), data.encoder().width());
    LinearModel.Link link =
        data.classes() == 0 ? LinearModel.Link.of(train.targets()) : LinearModel.Link.NONE;
    int[] indexes = standardiser.indexes();
    var learner =
        new LinearLearner(
            new LinearModel.Rows(standardiser, train, link, indexes),
            new LinearModel.Rows(standardiser, validation, link, indexes),
            settings);
    return new LinearTraining(learner, standardiser, link);
  }

  LinearModel model() {
    return new LinearModel(standardiser, learner.best(), link);
  }
}
