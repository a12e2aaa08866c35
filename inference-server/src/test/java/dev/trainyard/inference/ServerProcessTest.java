package dev.trainyard.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trainyard.modelpackage.format.ModelFolder;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line: checking a package, serving a text model, and ending. */
class ServerProcessTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path root;

  private static Path mails;

  @BeforeAll
  static void train() throws Exception {
    mails = TrainedPackages.mails(root.resolve("job"));
  }

  private static String check(Path model, int expectedCode) throws Exception {
    var out = new ByteArrayOutputStream();
    var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    int code = InferenceMain.run(stream, System.err, "--model-dir", model.toString(), "--check");
    assertThat(code).isEqualTo(expectedCode);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static Process serve(Path portFile, String... more) throws Exception {
    var builder =
        TrainedPackages.java(
            InferenceMain.class.getName(),
            "--model-dir",
            mails.toString(),
            "--name",
            "spam",
            "--port-file",
            portFile.toString());
    builder.command().addAll(List.of(more));
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    var lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    assertThat(lines.readLine()).startsWith("serving spam on port ");
    return process;
  }

  @Test
  void checksAPackageByItsExample() throws Exception {
    assertThat(JSON.readTree(check(mails, 0)).path("ok").asBoolean()).isTrue();
  }

  @Test
  void refusesAPackageWhoseAnswersDiffer() throws Exception {
    // Given
    Path copy = copy(root.resolve("wrong"));
    Path example = copy.resolve("example.json");
    Files.writeString(
        example, Files.readString(example).replaceFirst("\"ham\"|\"spam\"", "\"eggs\""));
    Files.delete(copy.resolve("model.json"));
    var sealed = ModelFolder.open(mails).descriptor();
    ModelFolder.seal(copy, sealed);
    // When
    JsonNode result = JSON.readTree(check(copy, 1));
    // Then
    assertThat(result.path("ok").asBoolean()).isFalse();
    assertThat(result.path("error").asText()).contains("differs from the example");
  }

  @Test
  void refusesAnAlteredPackage() throws Exception {
    Path copy = copy(root.resolve("altered"));
    Files.writeString(copy.resolve("weights.bin"), "junk");
    assertThat(check(copy, 1)).contains("differs from its digest");
  }

  @Test
  void explainsAWrongCommandLine() throws Exception {
    int code = InferenceMain.run(System.out, System.err, "--port", "99999999");
    assertThat(code).isEqualTo(2);
    assertThat(InferenceMain.run(System.out, System.err, "--what")).isEqualTo(2);
    assertThat(InferenceMain.run(System.out, System.err, "--port", "0")).isEqualTo(2);
  }

  @Test
  void servesTextsAndEndsOnSigterm() throws Exception {
    // Given
    Path portFile = root.resolve("port1");
    Process process = serve(portFile);
    String port = Files.readString(portFile).strip();
    var body = JSON.readTree(mails.resolve("example.json").toFile()).path("request").toString();
    // When
    var answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/v2/models/spam/infer"))
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    process.toHandle().destroy();
    // Then
    assertThat(JSON.readTree(answer.body()).path("outputs").get(0).path("data").get(0).asText())
        .isIn("ham", "spam");
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(143);
  }

  @Test
  void endsWithItsParent() throws Exception {
    // Given
    Process process = serve(root.resolve("port2"), "--exit-with-parent");
    // When
    process.getOutputStream().close();
    // Then
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  private static Path copy(Path target) throws Exception {
    Files.createDirectories(target);
    try (var files = Files.list(mails)) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(file.getFileName()));
      }
    }
    return target;
  }
}
