package dev.trainyard.inference;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trainyard.inference.check.ExampleCheck;
import dev.trainyard.inference.http.InferenceServer;
import dev.trainyard.inference.http.ServedModel;
import dev.trainyard.inference.model.Model;
import dev.trainyard.inference.model.ModelLoader;
import dev.trainyard.modelpackage.format.ModelFolder;
import dev.trainyard.modelpackage.format.PackageException;
import dev.trainyard.modelpackage.process.StopSignals;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The server process: loads a package, proves it by its example, and serves it until it is told to
 * stop.
 */
public final class InferenceMain {

  private static final Duration DRAIN = Duration.ofSeconds(10);
  private static final int TERMINATED = 143;

  private InferenceMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    // Netty's Unsafe access is deprecated in Java and gains nothing at these rates.
    System.setProperty("io.netty.noUnsafe", "true");
    int code = run(System.out, System.err, arguments);
    System.out.flush();
    // Not System.exit: shutdown hooks of native libraries free what may still be in use.
    Runtime.getRuntime().halt(code);
  }

  static int run(PrintStream out, PrintStream errors, String... arguments)
      throws InterruptedException {
    ServerOptions options;
    try {
      options = ServerOptions.parse(arguments);
    } catch (IllegalArgumentException e) {
      errors.println(e.getMessage());
      return 2;
    }
    boolean checks = options.flags().contains(ServerOptions.CHECK);
    try {
      long started = System.nanoTime();
      ModelFolder folder = ModelFolder.open(options.modelDirectory());
      try (Model model = ModelLoader.load(folder)) {
        double difference = ExampleCheck.run(folder, model);
        if (!checks) {
          return serve(options, model, out);
        }
        out.println(success(folder, difference, System.nanoTime() - started));
        return 0;
      }
    } catch (IOException | PackageException | ExecutionException | TimeoutException e) {
      String reason = e instanceof PackageException ? e.getMessage() : e.toString();
      return fail(checks, reason, out, errors);
    } catch (OutOfMemoryError e) {
      return fail(checks, "the model does not fit into memory", out, errors);
    }
  }

  private static int fail(boolean checks, String reason, PrintStream out, PrintStream errors) {
    if (checks) {
      out.println(JsonNodeFactory.instance.objectNode().put("ok", false).put("error", reason));
    }
    errors.println("cannot serve the model: " + reason);
    return 1;
  }

  private static ObjectNode success(ModelFolder folder, double difference, long nanos) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("ok", true)
        .put("task", folder.descriptor().task())
        .put("inputs", folder.descriptor().signature().inputs().size())
        .put("maxDifference", difference)
        .put("millis", nanos / 1_000_000);
  }

  private static int serve(ServerOptions options, Model model, PrintStream out)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    var stop = new CountDownLatch(1);
    var code = new AtomicInteger();
    StopSignals.onTerminate(
        () -> {
          code.set(TERMINATED);
          stop.countDown();
        });
    if (options.flags().contains(ServerOptions.EXIT_WITH_PARENT)) {
      StopSignals.onEndOfInput(System.in, stop::countDown);
    }
    ServerOptions.Limits limits = options.limits();
    var server =
        new InferenceServer(
            new ServedModel(model, options.identity().name(), options.identity().version()),
            new InferenceServer.Bounds(limits.threads(), limits.queue(), limits.maxBody()));
    int port = server.start(options.address().host(), options.address().port());
    if (options.address().portFile() != null) {
      publish(options.address().portFile(), port);
    }
    out.println("serving " + options.identity().name() + " on port " + port);
    out.flush();
    stop.await();
    boolean finished = server.stop(DRAIN);
    out.println(finished ? "stopped" : "stopped with unfinished requests");
    return code.get();
  }

  private static void publish(Path file, int port) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    Files.writeString(temporary, port + "\n");
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
