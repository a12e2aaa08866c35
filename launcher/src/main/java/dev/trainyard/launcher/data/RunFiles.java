package dev.trainyard.launcher.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trainyard.runtime.process.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** What a running instance tells the other commands; each file is replaced in one step. */
public record RunFiles(Layout layout) {

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /**
   * The launcher itself.
   *
   * @param origin the public address
   */
  public record Launcher(ProcessIdentity process, String origin, String startedAt) {}

  /**
   * One child.
   *
   * @param state what the launcher last knew
   * @param healthPort port of the health routes, 0 where there is none
   */
  public record Child(
      String name,
      String state,
      long pid,
      int port,
      int healthPort,
      String startedAt,
      int restarts) {}

  /** The run files of a data directory. */
  public static RunFiles of(Layout layout) {
    return new RunFiles(layout);
  }

  /** The launcher's record, whether or not it still lives. */
  public Optional<Launcher> launcher() {
    return read(layout.run().resolve("launcher.json"), Launcher.class);
  }

  /** Records the launcher. */
  public void write(Launcher launcher) {
    write(layout.run().resolve("launcher.json"), launcher);
  }

  /** A child's record. */
  public Optional<Child> child(String name) {
    return read(layout.run().resolve(name + ".json"), Child.class);
  }

  /** Records a child. */
  public void write(Child child) {
    write(layout.run().resolve(child.name() + ".json"), child);
  }

  /** Forgets a child or the launcher. */
  public void remove(String name) {
    try {
      Files.deleteIfExists(layout.run().resolve(name + ".json"));
    } catch (IOException e) {
      throw new LauncherException("cannot remove the record of " + name, e);
    }
  }

  private static <T> Optional<T> read(Path file, Class<T> type) {
    try {
      return Optional.of(JSON.readValue(Files.readString(file), type));
    } catch (NoSuchFileException | JsonProcessingException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new LauncherException("cannot read " + file + ": " + e, e);
    }
  }

  private static void write(Path file, Object value) {
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    try {
      Files.writeString(partial, JSON.writeValueAsString(value) + "\n");
      Files.move(
          partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new LauncherException("cannot write " + file + ": " + e, e);
    }
  }
}
