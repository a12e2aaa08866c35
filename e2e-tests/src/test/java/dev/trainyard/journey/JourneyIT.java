package dev.trainyard.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The main job of the platform, as {@code ./trainyard up --demo} does it. */
class JourneyIT {

  private static final Path EXAMPLES = Path.of("..", "examples", "data");
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  @Test
  void dataBecomesAModelThatPredictsAndASecondRunMakesNothingTwice()
      throws IOException, InterruptedException {
    // Given
    RunningPlatform platform = RunningPlatform.shared();
    Path password = platform.data().resolve("demo-password");
    String operator = platform.operatorToken();
    var journey = new Journey(platform.anonymous(), EXAMPLES, OUT);
    List<Chapter.Result> first = journey.run(operator, null, password);
    String user =
        platform.trainyard("token", "--user", Journey.USER, "--data", platform.data() + "").strip();

    // When
    List<Chapter.Result> second = journey.run(operator, user, password);

    // Then
    assertThat(second).isEqualTo(first);
    assertThat(first)
        .allSatisfy(result -> assertThat(result.scores().get("test/accuracy")).isGreaterThan(0.9));
    Platform demo = platform.anonymous().withToken(user);
    assertThat(demo.get("/api/v1/jobs?namespace=" + Journey.USER).get("items")).hasSize(2);
    for (Chapter.Result result : first) {
      assertThat(demo.get("/api/v1/models/" + result.model() + "/versions").get("items"))
          .hasSize(1);
    }
  }
}
