package dev.trainyard.launcher.command;

import dev.trainyard.launcher.data.DataDirectory;
import dev.trainyard.launcher.data.LauncherException;
import dev.trainyard.launcher.data.Layout;
import dev.trainyard.launcher.data.RunFiles;
import dev.trainyard.launcher.platform.Leftovers;
import dev.trainyard.launcher.platform.Stopwatch;
import dev.trainyard.runtime.process.ProcessIdentity;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;

/** Stops the instance that runs on a data directory, or what a killed one left there. */
final class DownCommand {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Layout layout;
  private final Journal journal;

  DownCommand(Layout layout, Journal journal) {
    this.layout = layout;
    this.journal = journal;
  }

  int run() throws InterruptedException {
    if (!Files.exists(layout.marker())) {
      journal.show("Nothing runs: there is no data directory " + layout.root());
      return 0;
    }
    if (!DataDirectory.isInUse(layout)) {
      return clean();
    }
    Optional<ProcessIdentity> launcher =
        RunFiles.of(layout).launcher().map(RunFiles.Launcher::process);
    if (launcher.filter(ProcessIdentity::isAlive).isEmpty()) {
      throw new LauncherException(
          layout.root() + " is in use, but not by a launcher that has started; try again");
    }
    return stop(launcher.get());
  }

  private int clean() {
    try (DataDirectory directory = DataDirectory.open(layout.root(), 0)) {
      int ended = new Leftovers(directory.layout()).end();
      journal.show(
          ended == 0
              ? "Nothing runs on " + layout.root()
              : "Ended %d processes that a killed launcher had left".formatted(ended));
      return 0;
    }
  }

  private int stop(ProcessIdentity launcher) throws InterruptedException {
    Stopwatch watch = Stopwatch.start();
    ProcessHandle.of(launcher.pid()).ifPresent(ProcessHandle::destroy);
    while (launcher.isAlive()) {
      if (watch.elapsed().compareTo(PATIENCE) > 0) {
        throw new LauncherException(
            "process %d does not end; kill -9 it, the next start cleans up"
                .formatted(launcher.pid()));
      }
      Thread.sleep(50);
    }
    journal.show("Trainyard stopped in " + watch);
    return 0;
  }
}
