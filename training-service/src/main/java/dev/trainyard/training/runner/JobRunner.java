package dev.trainyard.training.runner;

import java.io.IOException;
import java.util.UUID;

/** Where trainings run. A job's folder is reachable for the service and for the training. */
public interface JobRunner {

  /** Whether there is room (storage, above all) to take another job now. */
  boolean hasRoom();

  /** The job's folder; made when it is first used. */
  JobFolder folder(UUID job);

  /** Starts a training whose folder is prepared. */
  Run start(RunPlan plan) throws IOException;

  /** Ends what an earlier worker left running of this attempt, and gives what it has printed. */
  Run takeOver(RunPlan plan) throws IOException;
}
