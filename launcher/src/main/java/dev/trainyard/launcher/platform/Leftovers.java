package dev.trainyard.launcher.platform;

import dev.trainyard.launcher.data.LauncherException;
import dev.trainyard.launcher.data.Layout;
import dev.trainyard.runtime.process.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Children that a killed launcher left; they are known by the identity it recorded. */
public record Leftovers(Layout layout) {

  private static final Duration GRACE = Duration.ofSeconds(15);

  /**
   * Ends all of them; only for whoever holds the data directory.
   *
   * @return how many lived
   */
  public int end() {
    AtomicInteger ended = new AtomicInteger();
    try (Stream<Path> entries = Files.list(layout.run());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Path> records = entries.filter(Files::isRegularFile).toList();
      for (Path file : records) {
        if (file.toString().endsWith(".identity")) {
          threads.execute(() -> count(file, ended));
        } else {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new LauncherException("cannot clean up " + layout.run() + ": " + e, e);
    }
    return ended.get();
  }

  private static void count(Path file, AtomicInteger ended) {
    try {
      if (ProcessIdentity.endLeftover(file, GRACE)) {
        ended.incrementAndGet();
      }
    } catch (IOException e) {
      throw new LauncherException("cannot read " + file + ": " + e, e);
    }
  }
}
