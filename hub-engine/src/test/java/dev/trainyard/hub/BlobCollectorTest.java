package dev.trainyard.hub;

import static dev.trainyard.hub.HubApi.add;
import static dev.trainyard.hub.HubApi.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.blob.BlobId;
import dev.trainyard.blob.BlobStore;
import dev.trainyard.hub.sql.Sql;
import dev.trainyard.hub.storage.BlobCollector;
import dev.trainyard.testing.PlatformTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
class BlobCollectorTest {

  private static final Duration DAY = Duration.ofDays(1);

  private final HubApi ada = HubApi.someone();

  @Inject BlobCollector collector;
  @Inject BlobStore store;
  @Inject Sql sql;

  @Test
  void blobsOfADeletedRepositoryAreRemovedAfterTheGracePeriod() throws Exception {
    // Given
    String repository = ada.repository("private");
    ada.committed(repository, add("x", UUID.randomUUID().toString()));
    BlobId blob = blobOf(repository);
    ada.request().delete(path(repository, "")).then().statusCode(204);

    // When
    collector.collect(DAY);
    boolean keptForGrace = store.find(blob).isPresent();
    age();
    collector.collect(DAY);

    // Then
    assertThat(keptForGrace).isTrue();
    assertThat(store.find(blob)).isEmpty();
    assertThat(sql.first("SELECT 1 FROM hub_blob WHERE sha256 = ?", row -> true, blob.hex()))
        .isEmpty();
  }

  @Test
  void blobsInUseStay() throws Exception {
    // Given
    String repository = ada.repository("private");
    String old = ada.committed(repository, add("x", UUID.randomUUID().toString()));
    BlobId overwritten = blobOf(repository);
    ada.committed(repository, add("x", "new"));
    UUID upload =
        ada.uploaded(repository, UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));

    // When
    age();
    collector.collect(DAY);

    // Then
    assertThat(store.find(overwritten)).isPresent();
    ada.download(repository, old, "x").then().statusCode(200);
    ada.committed(repository, add("y", upload));
    ada.download(repository, "main", "y").then().statusCode(200);
  }

  @Test
  void contentThatIsUsedAgainWhileItIsCollectedIsNeverMissing() throws Exception {
    // Given
    var done = new AtomicBoolean();
    String content = UUID.randomUUID().toString();
    try (ExecutorService background = Executors.newSingleThreadExecutor()) {
      Future<?> collecting =
          background.submit(
              () -> {
                while (!done.get()) {
                  collector.collect(DAY);
                }
              });

      // When
      for (int i = 0; i < 40; i++) {
        String repository = ada.repository("private");
        age();
        ada.committed(repository, add("x", content));

        // Then
        ada.download(repository, "main", "x").then().statusCode(200);
        ada.request().delete(path(repository, "")).then().statusCode(204);
      }
      done.set(true);
      collecting.get();
    }
  }

  private void age() {
    sql.update("UPDATE hub_blob SET touched_at = now() - interval '2 days'");
  }

  private BlobId blobOf(String repository) {
    return new BlobId(
        ada.request()
            .get(path(repository, "/tree/main"))
            .then()
            .extract()
            .<String>path("items[0].sha256"));
  }
}
