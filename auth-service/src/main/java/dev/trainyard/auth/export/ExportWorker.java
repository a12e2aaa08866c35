package dev.trainyard.auth.export;

import dev.trainyard.auth.export.ExportStore.Attempt;
import dev.trainyard.auth.peer.Peer;
import dev.trainyard.auth.peer.PeerCalls;
import dev.trainyard.auth.peer.PeerException;
import dev.trainyard.data.person.PersonExport;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes the archives: a file of JSON lines from every service, this one included. */
@ApplicationScoped
class ExportWorker {

  private static final long MOST_BYTES = 64L << 20;
  private static final int MOST_ATTEMPTS = 30;
  private static final Duration HEAD = Duration.ofSeconds(20);
  private static final Duration WHOLE = Duration.ofMinutes(5);

  private final ExportStore store;
  private final PeerCalls calls;
  private final PersonExport own;

  ExportWorker(ExportStore store, PeerCalls calls, PersonExport own) {
    this.store = store;
    this.calls = calls;
    this.own = own;
  }

  @Scheduled(
      every = "${trainyard.auth.export-every:PT10S}",
      delayed = "20s",
      concurrentExecution = ConcurrentExecution.SKIP)
  void regularly() {
    try {
      work();
      store.expire();
    } catch (RuntimeException e) {
      Log.warnf("Exports cannot be made now: %s", e.getMessage());
    }
  }

  /** Makes the archives that are due; a service that does not answer puts it off. */
  void work() {
    Optional<Attempt> attempt = store.claim();
    while (attempt.isPresent()) {
      make(attempt.get());
      attempt = store.claim();
    }
  }

  private void make(Attempt attempt) {
    try (var parts =
        new PartOutput(MOST_BYTES, (number, content) -> store.addPart(attempt, number, content))) {
      write(attempt, parts);
      store.ready(attempt, parts.finish());
    } catch (PartOutput.TooLargeException e) {
      Log.warnf("Export %s is given up: %s", attempt.export(), e.getMessage());
      store.failed(attempt, true);
    } catch (IOException | PeerException e) {
      Log.warnf("Export %s is not done yet: %s", attempt.export(), e.getMessage());
      store.failed(attempt, attempt.number() >= MOST_ATTEMPTS);
    }
  }

  private void write(Attempt attempt, PartOutput parts) throws IOException {
    var zip = new ZipOutputStream(parts);
    zip.putNextEntry(new ZipEntry("auth.jsonl"));
    own.write(attempt.person(), attempt.name(), zip);
    zip.closeEntry();
    for (Peer peer : Peer.values()) {
      String path = "/internal/exports/" + attempt.person() + "?name=" + attempt.name();
      zip.putNextEntry(new ZipEntry(peer.text() + ".jsonl"));
      try (InputStream lines = calls.stream(peer, path, HEAD, WHOLE)) {
        lines.transferTo(zip);
      }
      zip.closeEntry();
    }
    zip.finish();
  }
}
