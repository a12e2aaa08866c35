package dev.trainyard.postgres;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** The program of a process that owns a server and is killed by a test. */
final class ServerOwner {

  private ServerOwner() {}

  /** Starts a server in the given directory, prints its process id, and waits to be killed. */
  public static void main(String[] arguments) throws InterruptedException {
    EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .dataDirectory(Path.of(arguments[0]))
            .superuserPassword("only-a-test-password")
            .start();
    System.out.println(server.pid());
    new CountDownLatch(1).await();
  }
}
