package dev.trainyard.training.runner;

/** How a training ended. */
public sealed interface RunEnd {

  /** By itself or by a signal (128 + number), with this code. */
  record Exited(int code) implements RunEnd {}

  /** The machine ran out of memory and ended it. */
  record OutOfMemory() implements RunEnd {}

  /** It is gone and nobody saw how. */
  record Unknown() implements RunEnd {}
}
