package dev.trainyard.trainer.learn;

import dev.trainyard.modelpackage.text.SparseVector;

/** Vectors with what they should give: a class number, or a number. */
public interface Examples {

  int size();

  SparseVector vector(int index);

  /** The class number for classifiers, else the value to predict. */
  float target(int index);
}
