package dev.trainyard.launcher.platform;

import dev.trainyard.launcher.data.Layout;
import dev.trainyard.runtime.process.LogRotation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Keeps every log within 10 MiB and five old files, looking every ten seconds. */
public final class LogKeeper implements AutoCloseable {

  private static final int PERIOD_SECONDS = 10;

  private final Layout layout;
  private final LogRotation rotation;
  private final Progress progress;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("log-keeper").factory());

  /** Keeps the logs of a data directory. */
  public LogKeeper(Layout layout, Progress progress) {
    this(layout, new LogRotation(10L << 20, 5), progress);
  }

  LogKeeper(Layout layout, LogRotation rotation, Progress progress) {
    this.layout = layout;
    this.rotation = rotation;
    this.progress = progress;
  }

  /** Looks from now on. */
  public void start() {
    ScheduledFuture<?> looking =
        thread.scheduleWithFixedDelay(this::look, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    if (looking.isCancelled()) {
      throw new IllegalStateException("the log keeper is closed");
    }
  }

  /** Looks once. */
  void look() {
    try (Stream<Path> entries = Files.list(layout.logs())) {
      List<Path> logs = entries.filter(file -> file.toString().endsWith(".log")).toList();
      for (Path log : logs) {
        rotation.apply(log);
      }
    } catch (IOException e) {
      progress.say("cannot rotate the logs: " + e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
