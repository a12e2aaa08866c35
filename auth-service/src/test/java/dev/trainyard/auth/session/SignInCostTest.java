package dev.trainyard.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.auth.AuthTestResource;
import dev.trainyard.auth.People;
import dev.trainyard.auth.People.Person;
import dev.trainyard.auth.config.AuthConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What an answer's time depends on is the hash. Times differ with what else the machine does, so
 * this counts the work instead: every reason for a refusal costs exactly one hash.
 */
@QuarkusTest
@QuarkusTestResource(AuthTestResource.class)
class SignInCostTest {

  @Inject MeterRegistry meters;
  @Inject AuthConfig config;

  @Test
  void everyReasonForARefusalCostsOneHash() {
    // Given
    Person ada = People.person("ada");
    Person gone = People.person("gone");
    People.administrator()
        .asks()
        .post("/api/v1/users/" + gone.name() + "/deactivate")
        .then()
        .statusCode(200);

    // Then
    assertThat(hashesOf(ada.name(), "not the right password")).isOne();
    assertThat(hashesOf(People.freshName("nobody"), "not the right password")).isOne();
    assertThat(hashesOf("nobody@example.org", "not the right password")).isOne();
    assertThat(hashesOf(gone.name(), People.PASSWORD)).isOne();
    assertThat(hashesOf("../../etc/passwd", "x")).isOne();
  }

  @Test
  void everyRefusalIsHeldBackForAWholeStep() {
    // Given
    Person ada = People.person("ada");

    for (String name : List.of(ada.name(), People.freshName("nobody"))) {
      // When
      long begin = System.nanoTime();
      People.signIn(name, "not the right password").then().statusCode(401);

      // Then
      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .isGreaterThanOrEqualTo(config.limits().refusalStep());
    }
  }

  @ParameterizedTest
  @CsvSource({"0,200", "1,199", "33,167", "199,1", "200,200", "450,150"})
  void refusalWaitsForTheNextStep(long elapsed, long wait) {
    assertThat(Refusals.remaining(elapsed, 200)).isEqualTo(wait);
  }

  private int hashesOf(String name, String password) {
    double before = meters.counter("trainyard.password.hashes").count();
    People.signIn(name, password).then().statusCode(401);
    return (int) (meters.counter("trainyard.password.hashes").count() - before);
  }
}
