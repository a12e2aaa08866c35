package dev.trainyard.model.serving;

import java.util.List;

/**
 * Everything a runtime needs to bring up a replica.
 *
 * @param modelName name under which the replica answers the Open Inference Protocol
 * @param version number of the model version that it serves
 * @param files the whole model package
 */
public record ReplicaSpec(ReplicaKey key, String modelName, int version, List<PackageFile> files) {

  public ReplicaSpec {
    files = List.copyOf(files);
  }
}
