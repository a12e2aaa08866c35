package dev.trainyard.trainer.learn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Something that learns step by step and can be stopped and continued between steps. */
public interface Learner {

  /** Steps done so far. */
  long step();

  /** Steps at most. */
  long total();

  boolean finished();

  /** Does one step and returns what there is to report, often nothing. */
  Map<String, Double> advance();

  /** Writes all that decides the following steps. */
  void save(Path directory) throws IOException;

  /** Takes up a state so that the following steps give the same bits as without the break. */
  void load(Path directory) throws IOException;
}
