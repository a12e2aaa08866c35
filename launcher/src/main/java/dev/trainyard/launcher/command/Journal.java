package dev.trainyard.launcher.command;

import dev.trainyard.launcher.platform.Progress;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Tells the operator on the terminal, and the launcher's log for later. */
final class Journal implements Progress {

  private final PrintStream terminal;
  private volatile Path log;
  private volatile boolean silent;

  Journal(PrintStream terminal) {
    this.terminal = terminal;
  }

  /** Also writes to this file from now on. */
  void keepIn(Path file) {
    this.log = file;
  }

  /** Writes only to the file from now on, since nobody reads the terminal any more. */
  void detach() {
    this.silent = true;
  }

  @Override
  public synchronized void say(String line) {
    if (!silent) {
      terminal.println("  " + line);
      terminal.flush();
    }
    if (log != null) {
      append(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + line + "\n");
    }
  }

  /** Shows a line with a secret in it, which no file may keep. */
  synchronized void show(String line) {
    terminal.println(line);
    terminal.flush();
  }

  private void append(String text) {
    try {
      Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      terminal.println("  cannot write to " + log + ": " + e);
    }
  }
}
