package dev.trainyard.model.deployment;

import static dev.trainyard.testing.Tokens.as;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.model.testing.ModelTestResource;
import dev.trainyard.model.testing.Models;
import dev.trainyard.testing.PlatformTestResource;
import dev.trainyard.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
@QuarkusTestResource(ModelTestResource.class)
class RacesTest {

  private final Models ada =
      new Models(Tokens.user("ada-" + UUID.randomUUID().toString().substring(0, 8)));

  @AfterEach
  void deleteAll() {
    List<String> names =
        as(ada.user())
            .get("/api/v1/deployments?namespace=" + ada.user().name())
            .then()
            .extract()
            .path("items.name");
    names.forEach(ada::delete);
  }

  @RepeatedTest(10)
  void modelIsEitherDeletedOrDeployed() throws Exception {
    // Given
    String model = ada.deployable("house", "crash");
    String commit = as(ada.user()).get("/api/v1/models/" + model).then().extract().path("head.id");

    // When
    List<Integer> statuses =
        together(
            List.of(
                () -> ada.deploy("prices", model, 1, 1).extract().statusCode(),
                () -> as(ada.user()).delete("/api/v1/models/" + model).statusCode(),
                () -> ada.register(model, Models.registration(commit)).extract().statusCode()));

    // Then
    int deployed = statuses.get(0);
    int deleted = statuses.get(1);
    assertThat(statuses).allMatch(status -> status < 500);
    assertThat(deployed == 201).isNotEqualTo(deleted == 204);
  }

  @Test
  void oneOfManyDeploymentsOfANameIsMade() throws Exception {
    // Given
    String model = ada.deployable("house", "crash");
    Callable<Integer> deploy = () -> ada.deploy("prices", model, 1, 1).extract().statusCode();

    // When
    List<Integer> statuses = together(IntStream.range(0, 12).mapToObj(_ -> deploy).toList());

    // Then
    assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
  }

  @Test
  void limitOfReplicasHoldsUnderConcurrency() throws Exception {
    // Given
    String model = ada.deployable("house", "crash");
    List<Callable<Integer>> calls = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      String name = "many-" + i;
      calls.add(() -> ada.deploy(name, model, 1, 8).extract().statusCode());
    }

    // When
    List<Integer> statuses = together(calls);

    // Then
    assertThat(statuses).containsOnly(201, 409);
    assertThat(statuses.stream().filter(status -> status == 201).count()).isLessThanOrEqualTo(5);
  }

  private static List<Integer> together(List<Callable<Integer>> calls) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(calls.size())) {
      return threads.invokeAll(calls).stream().map(Future::resultNow).toList();
    }
  }
}
