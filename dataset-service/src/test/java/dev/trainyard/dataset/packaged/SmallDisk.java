package dev.trainyard.dataset.packaged;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * A file system of some MiB that only one process and its children see: a tmpfs in a mount
 * namespace of its own. Needs no rights where user namespaces are allowed; root needs none of
 * those.
 *
 * @param unshare how a process enters a mount namespace on this machine
 * @param directory where the disk is mounted
 * @param options of the mount, such as {@code size=64m}
 */
record SmallDisk(List<String> unshare, Path directory, String options) {

  private static final List<List<String>> WAYS =
      List.of(
          List.of("unshare", "--user", "--map-root-user", "--mount"),
          List.of("unshare", "--mount"));

  /** A disk, or a skipped test that says why there is none. */
  static SmallDisk of(Path directory, String options) throws Exception {
    Files.createDirectories(directory);
    List<String> refusals = new ArrayList<>();
    for (List<String> way : WAYS) {
      var disk = new SmallDisk(way, directory, options);
      try {
        Process trial =
            new ProcessBuilder(disk.command(List.of("true"))).redirectErrorStream(true).start();
        String output =
            new String(trial.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (trial.waitFor() == 0) {
          return disk;
        }
        refusals.add(String.join(" ", way) + ": " + output);
      } catch (IOException e) {
        refusals.add(e.getMessage());
      }
    }
    throw new TestAbortedException(
        "SKIPPED: a full disk needs a small file system, but this machine lets the user mount none ("
            + String.join("; ", refusals)
            + ")");
  }

  /** The command, run where the disk is mounted and with the same process id. */
  List<String> command(List<String> command) {
    List<String> whole = new ArrayList<>(unshare);
    whole.addAll(
        List.of(
            "sh",
            "-c",
            "mount -t tmpfs -o \"$1\" tmpfs \"$2\" && shift 2 && exec \"$@\"",
            "small-disk",
            options,
            directory.toString()));
    whole.addAll(command);
    return whole;
  }

  /** Files below a directory of the disk, as the process sees it. */
  List<Path> files(long process, String below) throws IOException {
    Path root = Path.of("/proc/" + process + "/root" + directory).resolve(below);
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
