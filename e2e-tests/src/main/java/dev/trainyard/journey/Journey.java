package dev.trainyard.journey;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a new user does first: register, upload data, train, deploy, predict, all through the public
 * gateway. Whatever is there from an earlier run is used again.
 *
 * <p>Arguments: {@code --url} of the gateway, {@code --examples} with the example data, {@code
 * --password-file} for the new user's password. Environment: {@code TRAINYARD_TOKEN} of an
 * administrator who invites, and {@code TRAINYARD_USER_TOKEN} when the user exists already.
 */
public final class Journey {

  static final String USER = "demo";

  private final Platform anonymous;
  private final Path examples;
  private final PrintStream out;

  Journey(Platform anonymous, Path examples, PrintStream out) {
    this.anonymous = anonymous;
    this.examples = examples;
    this.out = out;
  }

  public static void main(String... arguments) throws IOException {
    Map<String, String> options = options(arguments);
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Platform anonymous = Platform.at(URI.create(options.get("--url")));
    var journey = new Journey(anonymous, Path.of(options.get("--examples")), out);
    try {
      journey.run(
          System.getenv("TRAINYARD_TOKEN"),
          System.getenv("TRAINYARD_USER_TOKEN"),
          Path.of(options.get("--password-file")));
    } catch (JourneyException e) {
      out.println("The demo stopped: " + e.getMessage());
      System.exit(1);
    }
  }

  /** Makes the journey for every example. */
  List<Chapter.Result> run(String operatorToken, String userToken, Path passwordFile)
      throws IOException {
    Platform user;
    if (userToken == null || userToken.isBlank()) {
      user =
          new Account(anonymous, USER).register(anonymous.withToken(operatorToken), passwordFile);
      out.println("  ✓ user " + USER + " was invited and has registered");
    } else {
      user = anonymous.withToken(userToken);
      out.println("  ✓ user " + USER + " is here from an earlier run");
    }
    List<Chapter.Result> results = new ArrayList<>();
    for (Example example : Example.ALL) {
      results.add(new Chapter(user, example, examples, out).run());
    }
    summary(results, passwordFile);
    return results;
  }

  private void summary(List<Chapter.Result> results, Path passwordFile) {
    URI origin = anonymous.origin();
    out.println();
    for (Chapter.Result result : results) {
      out.println("  " + result.title());
      out.println("    held-out scores  " + result.scores());
      out.println("    a row never seen " + result.prediction());
      out.println("    dataset          " + origin.resolve("/datasets/" + result.repository()));
      out.println("    job              " + origin.resolve("/jobs/" + result.job()));
      out.println("    model            " + origin.resolve("/" + result.model()));
      out.println("    deployment       " + origin.resolve("/deployments/" + result.deployment()));
    }
    out.println();
    out.println("  Sign in as " + USER + "; the password is in " + passwordFile);
  }

  private static Map<String, String> options(String... arguments) {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      options.put(arguments[i], arguments[i + 1]);
    }
    for (String needed : List.of("--url", "--examples", "--password-file")) {
      if (!options.containsKey(needed)) {
        throw new IllegalArgumentException(needed + " is missing");
      }
    }
    return options;
  }
}
