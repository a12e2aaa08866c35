package dev.trainyard.runtime.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A child process of this process. Its standard input is a pipe that stays open while this process
 * lives, and on Linux the kernel sends it SIGTERM when this process dies.
 */
public final class OwnedProcess {

  private static final List<String> INHERITED =
      List.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ", "TMPDIR", "JAVA_HOME");
  private static final Path SETSID = Path.of("/usr/bin/setsid");
  private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

  /**
   * The kernel ties the death signal to the thread that started the child, not to the process: a
   * pooled thread that ends would take its children along. This one never ends.
   */
  private static final ExecutorService STARTER =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("process-starter").factory());

  private final Process process;
  private final ProcessIdentity identity;
  private final Instant startedAt;
  private final CompletableFuture<Integer> exit;

  private OwnedProcess(Process process, ProcessIdentity identity, Path identityFile) {
    this.process = process;
    this.identity = identity;
    this.startedAt = Instant.now();
    this.exit = process.onExit().thenApply(ended -> forget(ended, identityFile));
  }

  /**
   * Starts the process and records its identity.
   *
   * @throws IOException when the program, the directory or one of the files cannot be used
   */
  public static OwnedProcess start(ProcessSpec spec) throws IOException {
    String tag = UUID.randomUUID().toString();
    Files.createDirectories(spec.stdout().toAbsolutePath().getParent());
    Files.createDirectories(spec.stderr().toAbsolutePath().getParent());
    Process process = onStarter(builder(spec, tag));
    ProcessIdentity identity =
        ProcessIdentity.of(process.pid(), tag)
            .orElseGet(() -> new ProcessIdentity(process.pid(), "ended", tag));
    try {
      identity.write(spec.identityFile());
    } catch (IOException e) {
      process.destroyForcibly();
      throw e;
    }
    return new OwnedProcess(process, identity, spec.identityFile());
  }

  /** The process id. */
  public long pid() {
    return process.pid();
  }

  /** What tells this process from every other one. */
  public ProcessIdentity identity() {
    return identity;
  }

  /** When it was started. */
  public Instant startedAt() {
    return startedAt;
  }

  /** Whether it lives. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Completes with the exit code (128 + number after a signal). */
  public CompletableFuture<Integer> exit() {
    return exit.copy();
  }

  /** Ends the child's standard input, which it takes as the end of its owner. */
  public void closeInput() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Sends SIGTERM, waits, then kills the process with everything it started.
   *
   * @param grace time between the two
   * @return the exit code
   */
  public int terminate(Duration grace) {
    ProcessTree.of(identity).end(grace);
    return exit.join();
  }

  private static Integer forget(Process ended, Path identityFile) {
    try {
      Files.deleteIfExists(identityFile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ended.exitValue();
  }

  private static ProcessBuilder builder(ProcessSpec spec, String tag) {
    ProcessBuilder builder =
        new ProcessBuilder(owned(spec.command()))
            .directory(spec.directory().toFile())
            .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.stdout().toFile()));
    if (spec.stderr().equals(spec.stdout())) {
      builder.redirectErrorStream(true);
    } else {
      builder.redirectError(ProcessBuilder.Redirect.appendTo(spec.stderr().toFile()));
    }
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(INHERITED);
    environment.putAll(spec.environment());
    environment.put(ProcessTree.TAG_VARIABLE, tag);
    return builder;
  }

  /** Both programs replace themselves by the next one, so the process id stays. */
  private static List<String> owned(List<String> command) {
    List<String> all = new ArrayList<>();
    if (Files.isExecutable(SETSID)) {
      all.add(SETSID.toString());
    }
    if (Files.isExecutable(SETPRIV)) {
      all.addAll(List.of(SETPRIV.toString(), "--pdeathsig", "TERM", "--"));
    }
    all.addAll(command);
    return all;
  }

  private static Process onStarter(ProcessBuilder builder) throws IOException {
    try {
      return STARTER.submit(builder::start).get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while starting a process", e);
    }
  }
}
