package dev.trainyard.runtime.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A process and everything it started, also what has lost its parent since: that is known by the
 * tag in its environment.
 */
final class ProcessTree {

  static final String TAG_VARIABLE = "TRAINYARD_PROCESS_TAG";

  private static final Duration HARD_END = Duration.ofSeconds(10);

  private final ProcessIdentity root;

  private ProcessTree(ProcessIdentity root) {
    this.root = root;
  }

  static ProcessTree of(ProcessIdentity root) {
    return new ProcessTree(root);
  }

  /**
   * Sends SIGTERM to the root, waits for the whole tree within the grace, then kills what is left.
   *
   * @return whether anything of it lived
   */
  boolean end(Duration grace) {
    Set<ProcessHandle> members = members();
    if (members.isEmpty()) {
      return false;
    }
    handle().ifPresentOrElse(ProcessHandle::destroy, () -> members.forEach(ProcessHandle::destroy));
    if (!awaitEnd(members, grace)) {
      members.addAll(members());
      members.forEach(ProcessHandle::destroyForcibly);
      awaitEnd(members, HARD_END);
    }
    return true;
  }

  private Set<ProcessHandle> members() {
    Set<ProcessHandle> members = new HashSet<>();
    handle()
        .ifPresent(
            handle -> {
              members.add(handle);
              handle.descendants().forEach(members::add);
            });
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      all.filter(this::isTagged).forEach(members::add);
    }
    members.removeIf(member -> !lives(member));
    return members;
  }

  private Optional<ProcessHandle> handle() {
    return root.isAlive() ? ProcessHandle.of(root.pid()) : Optional.empty();
  }

  private boolean isTagged(ProcessHandle handle) {
    try {
      String environment =
          Files.readString(
              Path.of("/proc", Long.toString(handle.pid()), "environ"),
              StandardCharsets.ISO_8859_1);
      return ("\0" + environment + "\0").contains("\0" + TAG_VARIABLE + "=" + root.tag() + "\0");
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean awaitEnd(Set<ProcessHandle> members, Duration patience) {
    Instant deadline = Instant.now().plus(patience);
    while (members.stream().anyMatch(ProcessTree::lives)) {
      if (Instant.now().isAfter(deadline)) {
        return false;
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  /** A zombie whose parent does not collect it is as good as gone. */
  private static boolean lives(ProcessHandle handle) {
    return handle.isAlive() && ProcessIdentity.of(handle.pid(), "any").isPresent();
  }
}
