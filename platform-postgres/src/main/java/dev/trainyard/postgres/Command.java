package dev.trainyard.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One short helper command (initdb, pg_ctl) run to its end with its output kept. */
record Command(int exitCode, String output) {

  private static final int TIMEOUT_SECONDS = 180;

  /** Runs the command in the directory (null: this process's own). */
  static Command run(List<String> command, Path directory) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    if (directory != null) {
      builder.directory(directory.toFile());
    }
    builder.environment().put("LC_ALL", "C");
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      Thread watchdog = Thread.ofVirtual().start(() -> endAfterTimeout(process));
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exitCode = process.waitFor();
      watchdog.interrupt();
      return new Command(exitCode, output.strip());
    } catch (IOException e) {
      throw new PostgresException("cannot run " + command.getFirst() + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PostgresException("interrupted while " + command.getFirst() + " ran", e);
    }
  }

  private static void endAfterTimeout(Process process) {
    try {
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
