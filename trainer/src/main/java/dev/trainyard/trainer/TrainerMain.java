package dev.trainyard.trainer;

import dev.trainyard.modelpackage.process.StopSignals;
import dev.trainyard.trainer.job.StopRequest;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The trainer process: job from the environment, events on standard output, exit code by contract.
 */
public final class TrainerMain {

  private TrainerMain() {}

  public static void main(String[] arguments) {
    var out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    var stop = new StopRequest();
    StopSignals.onTerminate(() -> stop.ask(StopRequest.Reason.TERMINATED));
    StopSignals.onEndOfInput(System.in, () -> stop.ask(StopRequest.Reason.ORPHANED));
    int code = new TrainerRun(System.getenv(), out, System.err, stop).execute();
    out.flush();
    System.err.flush();
    // Not System.exit: shutdown hooks of native libraries free what may still be in use.
    Runtime.getRuntime().halt(code);
  }
}
