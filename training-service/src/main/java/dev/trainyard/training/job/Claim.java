package dev.trainyard.training.job;

import java.util.UUID;

/**
 * A worker's right to a job. Every write names the lease number; a write with an old one is
 * refused.
 *
 * @param job the job as it was when it was taken
 * @param recovered whether it was taken from a worker that fell silent
 */
public record Claim(Job job, long leaseNumber, boolean recovered) {

  /** The job's id. */
  public UUID id() {
    return job.id();
  }

  /** The number of the start that the worker acts for. */
  public int attempt() {
    return job.course().attempt();
  }
}
