package dev.trainyard.runtime.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What to start and where its output and its identity go.
 *
 * @param command program and arguments, never a shell line
 * @param environment what the child gets besides the few harmless variables it inherits
 * @param stdout file that standard output is appended to
 * @param stderr file that standard error is appended to; may be the same as {@code stdout}
 * @param identityFile where pid and start are recorded while the process lives
 */
public record ProcessSpec(
    List<String> command,
    Path directory,
    Map<String, String> environment,
    Path stdout,
    Path stderr,
    Path identityFile) {

  /** Copies the collections. */
  public ProcessSpec {
    if (command.isEmpty()) {
      throw new IllegalArgumentException("a process needs a command");
    }
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** The environment may hold secrets, so only the program shows. */
  @Override
  public String toString() {
    return "ProcessSpec[" + command.getFirst() + "]";
  }
}
