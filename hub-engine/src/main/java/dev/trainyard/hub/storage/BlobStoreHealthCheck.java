package dev.trainyard.hub.storage;

import dev.trainyard.blob.BlobStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Not ready while the blob directory cannot be written. A full disk is data, not a fault: reading
 * goes on, and writes say 507 themselves.
 */
@Readiness
@ApplicationScoped
class BlobStoreHealthCheck implements HealthCheck {

  private final BlobStore store;
  private final BlobsConfig config;

  BlobStoreHealthCheck(BlobStore store, BlobsConfig config) {
    this.store = store;
    this.config = config;
  }

  @Override
  public HealthCheckResponse call() {
    var answer = HealthCheckResponse.named("blob-store");
    try {
      return answer
          .status(Files.isWritable(config.directory()))
          .withData("availableBytes", store.available())
          .build();
    } catch (IOException e) {
      return answer.down().withData("reason", "the directory cannot be read").build();
    }
  }
}
