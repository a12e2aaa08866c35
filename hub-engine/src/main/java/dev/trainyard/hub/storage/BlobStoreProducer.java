package dev.trainyard.hub.storage;

import dev.trainyard.blob.BlobStore;
import dev.trainyard.blob.FileBlobStore;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Opens the service's blob store. */
@Dependent
class BlobStoreProducer {

  @Produces
  @Singleton
  BlobStore store(BlobsConfig config) {
    try {
      return FileBlobStore.open(config.directory(), config.reserveBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "trainyard.blobs.directory " + config.directory() + " cannot be used", e);
    }
  }
}
