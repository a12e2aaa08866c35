package dev.trainyard.model.deployment;

import dev.trainyard.model.serving.Observation;

/** What is known about a replica at the moment of a decision. */
record Sight(Observation observation, Verdict verdict) {

  /** Of a replica that nobody has heard of. */
  static final Sight NOTHING =
      new Sight(new Observation.Absent(), new Verdict.Open("it was not asked yet"));

  /** Whether nothing of it runs. */
  boolean isGone() {
    return observation instanceof Observation.Absent || observation instanceof Observation.Ended;
  }

  /** Whether it runs at the address and nothing speaks against it. */
  boolean isGoodAt(String address) {
    return observation instanceof Observation.Running(var seen)
        && seen.toString().equals(address)
        && !(verdict instanceof Verdict.Silent);
  }
}
