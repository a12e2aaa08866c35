package dev.trainyard.journey;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The unchanged client of the Hugging Face Hub, installed from the Python package index into a
 * place of its own, with a home that nobody used before.
 */
final class HubClient {

  private static final Pattern USER_CODE = Pattern.compile("enter the code: ([A-Z]{4}-[A-Z]{4})");

  private final Path environment;
  private final Path home;
  private final String endpoint;

  private HubClient(Path environment, String endpoint) throws IOException {
    this.environment = environment;
    this.endpoint = endpoint;
    this.home = Files.createTempDirectory("trainyard-e2e-hub-home");
  }

  /**
   * Installs a client, which needs {@code python3} with its module {@code venv}.
   *
   * @param requirement what pip is to install, with or without a version
   */
  static HubClient install(String requirement, String endpoint)
      throws IOException, InterruptedException {
    Path environment = Files.createTempDirectory("trainyard-e2e-hub-client");
    run(new ProcessBuilder("python3", "-m", "venv", environment.toString()));
    String pip = environment.resolve("bin/pip").toString();
    run(new ProcessBuilder(pip, "install", "--quiet", "--disable-pip-version-check", requirement));
    return new HubClient(environment, endpoint);
  }

  /** Runs {@code hf} and returns all that it printed. */
  String hf(String... arguments) throws IOException, InterruptedException {
    return run(command("hf", arguments));
  }

  /** Runs a line of Python and returns what it printed. */
  String python(String code) throws IOException, InterruptedException {
    return run(command("python", "-c", code));
  }

  /** Starts {@code hf auth login} and reads on until it shows the code for the browser. */
  Login logIn() throws IOException {
    Process process = command("hf", "auth", "login", "--force").start();
    process.getOutputStream().close();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    StringBuilder seen = new StringBuilder();
    String line;
    while ((line = output.readLine()) != null) {
      seen.append(line).append('\n');
      Matcher code = USER_CODE.matcher(line);
      if (code.find()) {
        return new Login(process, output, code.group(1));
      }
    }
    throw new IOException("hf auth login showed no code: " + seen);
  }

  private ProcessBuilder command(String program, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(environment.resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    var variables = builder.environment();
    variables.keySet().removeIf(name -> name.startsWith("HF_") || name.startsWith("HUGGING"));
    variables.put("HOME", home.toString());
    variables.put("HF_HOME", home.resolve("huggingface").toString());
    variables.put("HF_ENDPOINT", endpoint);
    variables.put("HF_HUB_DISABLE_UPDATE_CHECK", "1");
    variables.put("HF_HUB_DISABLE_TELEMETRY", "1");
    variables.put("NO_COLOR", "1");
    variables.put("COLUMNS", "200");
    return builder;
  }

  private static String run(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroy();
      throw new IOException(builder.command() + " failed: " + output);
    }
    return output;
  }

  /** A login that waits for a person's word in the browser. */
  record Login(Process process, BufferedReader output, String userCode) {

    /** Waits for its end and returns its exit code. */
    int end() throws IOException, InterruptedException {
      output.transferTo(Writer.nullWriter());
      if (!process.waitFor(1, TimeUnit.MINUTES)) {
        process.destroy();
        throw new IOException("hf auth login does not end");
      }
      return process.exitValue();
    }
  }
}
