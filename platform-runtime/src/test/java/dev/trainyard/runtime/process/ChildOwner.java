package dev.trainyard.runtime.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The program of a process that owns a child and is killed by a test. */
final class ChildOwner {

  private ChildOwner() {}

  /** Starts a child that ignores its input, prints its process id, and waits to be killed. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path directory = Path.of(arguments[0]);
    OwnedProcess child =
        OwnedProcess.start(
            new ProcessSpec(
                List.of("sleep", "300"),
                directory,
                Map.of(),
                directory.resolve("out"),
                directory.resolve("out"),
                directory.resolve("identity")));
    System.out.println(child.pid());
    new CountDownLatch(1).await();
  }
}
