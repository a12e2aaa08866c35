package dev.trainyard.launcher.command;

import dev.trainyard.launcher.data.LauncherException;
import dev.trainyard.launcher.platform.Artifacts;
import dev.trainyard.launcher.platform.Errands;
import java.util.List;

/** Entry point of the script {@code ./trainyard}. */
public final class Main {

  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  private Main() {}

  /** Runs one command; the exit code tells how it went. */
  public static void main(String[] words) throws InterruptedException {
    int code;
    try {
      code = run(Arguments.parse(List.of(words)), new Journal(System.out));
    } catch (LauncherException e) {
      System.err.println("trainyard: " + e.getMessage());
      code = FAILED;
    }
    System.exit(code);
  }

  private static Errands errands(Arguments arguments) {
    return new Errands(arguments.layout(), new Artifacts(arguments.root()));
  }

  private static int run(Arguments arguments, Journal journal) throws InterruptedException {
    return switch (arguments.command()) {
      case "up" -> new UpCommand(arguments, journal).run();
      case "down" -> new DownCommand(arguments.layout(), journal).run();
      case "status" -> new StatusCommand(arguments.layout(), journal).run();
      case "token" -> new TokenCommand(arguments.layout(), journal).run(arguments.value("--user"));
      case "verify-audit" -> errands(arguments).verifyAudit();
      case "replace-signing-keys" -> errands(arguments).replaceSigningKeys();
      default -> {
        System.err.println("trainyard: unknown command " + arguments.command());
        yield MISUSED;
      }
    };
  }
}
