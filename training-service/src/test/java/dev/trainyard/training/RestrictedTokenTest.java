package dev.trainyard.training;

import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;

import dev.trainyard.testing.PlatformTestResource;
import dev.trainyard.testing.Tokens;
import dev.trainyard.training.testing.Bench;
import dev.trainyard.training.testing.NeighboursResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

/** A token that is limited to single repositories neither sees nor starts jobs. */
@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
@QuarkusTestResource(NeighboursResource.class)
class RestrictedTokenTest {

  private final Bench bench = Bench.ofNewUser();

  @Test
  void jobsAreOutOfReach() {
    // Given
    bench.dataset("exit 1");
    String id = bench.submit();
    bench.awaitEnd(id);
    String repository = "datasets/" + bench.name() + "/data";

    // Then
    String job = Bench.JOBS + "/" + id;
    for (String path : new String[] {job, job + "/metrics", job + "/logs"}) {
      limited(repository).get(path).then().statusCode(404);
      limited(bench.name()).get(path).then().statusCode(200);
    }
    limited(repository).post(job + "/retry").then().statusCode(404);
    limited(repository).delete(job).then().statusCode(404);
    limited(repository).get(Bench.JOBS).then().statusCode(200).body("items", empty());
    limited(bench.name()).get(Bench.JOBS).then().body("items.id", hasItem(id));
    limited(repository).body(bench.request()).post(Bench.JOBS).then().statusCode(403);
  }

  @Test
  void jobMayNotMakeAModelElsewhere() {
    // Given
    bench.dataset("exit 1");
    var request = bench.request();
    request.put("namespace", "acme");

    // Then
    Tokens.as(Tokens.user(bench.name()).in("acme", "owner").credential("token").only(bench.name()))
        .body(request)
        .post(Bench.JOBS)
        .then()
        .statusCode(403);
  }

  private RequestSpecification limited(String place) {
    return Tokens.as(Tokens.user(bench.name()).credential("token").only(place));
  }
}
