package dev.trainyard.launcher.command;

import dev.trainyard.launcher.data.DataDirectory;
import dev.trainyard.launcher.data.LauncherException;
import dev.trainyard.launcher.data.Layout;
import dev.trainyard.launcher.data.RunFiles;
import dev.trainyard.launcher.platform.Artifacts;
import dev.trainyard.launcher.platform.Leftovers;
import dev.trainyard.launcher.platform.LogKeeper;
import dev.trainyard.launcher.platform.Platform;
import dev.trainyard.launcher.platform.Ports;
import dev.trainyard.launcher.platform.Stopwatch;
import dev.trainyard.runtime.process.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/** Starts the platform, keeps it running, and stops it when this process is told to end. */
final class UpCommand {

  private final Arguments arguments;
  private final Journal journal;
  private final Artifacts artifacts;
  private final CountDownLatch stopped = new CountDownLatch(1);

  UpCommand(Arguments arguments, Journal journal) {
    this.arguments = arguments;
    this.journal = journal;
    this.artifacts = new Artifacts(arguments.root());
  }

  /** Returns only after {@link #stopWhenAsked} has stopped everything, or fails. */
  int run() throws InterruptedException {
    Stopwatch watch = Stopwatch.start();
    artifacts.requireComplete();
    DataDirectory directory =
        DataDirectory.open(
            arguments.layout().root(), arguments.leastFreeBytes(DataDirectory.LEAST_FREE_BYTES));
    int leftovers = new Leftovers(directory.layout()).end();
    Ports.requireFree(arguments.port());
    journal.keepIn(directory.layout().log("launcher"));
    journal.say("data              " + directory.layout().root());
    if (leftovers > 0) {
      journal.say("ended %d processes that a killed launcher had left".formatted(leftovers));
    }
    Platform platform = new Platform(directory, artifacts, arguments.port(), journal);
    LogKeeper logs = new LogKeeper(directory.layout(), journal);
    stopWhenAsked(platform, directory, logs);
    record(directory, platform);
    logs.start();
    platform.start();
    journal.say("all ready in " + watch);
    greet(platform);
    int demo = arguments.has("--demo") ? demo(platform, directory.layout()) : 0;
    announce(demo);
    stopped.await();
    return demo;
  }

  private void stopWhenAsked(Platform platform, DataDirectory directory, LogKeeper logs) {
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("stop")
                .unstarted(
                    () -> {
                      Stopwatch watch = Stopwatch.start();
                      journal.say("stopping");
                      platform.stop();
                      logs.close();
                      journal.say("stopped in " + watch);
                      directory.close();
                      stopped.countDown();
                    }));
  }

  private static void record(DataDirectory directory, Platform platform) {
    RunFiles.of(directory.layout())
        .write(
            new RunFiles.Launcher(
                ProcessIdentity.current(), platform.origin(), Instant.now().toString()));
  }

  private void greet(Platform platform) {
    journal.show("");
    journal.show("Trainyard is ready: " + platform.origin());
    platform
        .auth()
        .setupToken()
        .ifPresent(
            token ->
                journal.show(
                    "Become its administrator (link works once, for 30 minutes):\n  %s/setup#token=%s"
                        .formatted(platform.origin(), token)));
    journal.show(
        arguments.has("--detach") ? "Stop it with: ./trainyard down" : "Stop it with Ctrl-C.");
  }

  private int demo(Platform platform, Layout layout) {
    return new Demo(artifacts, platform.origin(), platform.auth(), layout.demoPassword(), journal)
        .run();
  }

  /** Tells the script that waits for a detached start how it went. */
  private void announce(int demo) {
    arguments.value("--ready-file").map(Path::of).ifPresent(file -> write(file, demo));
    if (arguments.has("--detach")) {
      journal.detach();
    }
  }

  private static void write(Path file, int code) {
    try {
      Files.writeString(file, code + "\n");
    } catch (IOException e) {
      throw new LauncherException("cannot write " + file + ": " + e, e);
    }
  }
}
