package dev.trainyard.hub.storage;

import dev.trainyard.blob.BlobStorageFullException;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;

/** Turns the blob store's expected failures into problems. */
public final class StorageProblems {

  private StorageProblems() {}

  /** 507: nothing that was acknowledged is lost, and the caller may go on once there is room. */
  public static ProblemException full(BlobStorageFullException e) {
    return ProblemException.of(
        ProblemType.INSUFFICIENT_STORAGE,
        "The storage of this installation is full; what was acknowledged is kept",
        e);
  }
}
