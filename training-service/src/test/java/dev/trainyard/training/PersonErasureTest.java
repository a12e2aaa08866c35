package dev.trainyard.training;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.trainyard.data.audit.AuditVerification;
import dev.trainyard.testing.DatabaseSearch;
import dev.trainyard.testing.PlatformTestResource;
import dev.trainyard.testing.Tokens;
import dev.trainyard.training.testing.Bench;
import dev.trainyard.training.testing.NeighboursResource;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is left of the jobs of a person whose data had to go. */
@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
@QuarkusTestResource(NeighboursResource.class)
class PersonErasureTest {

  private static final String PSEUDONYM = "deleted-00ff00ff00ff";

  @Inject AgroalDataSource dataSource;
  @Inject AuditVerification verification;

  @Test
  void ownJobsEndAndGoAndOthersNameThePseudonym() throws SQLException {
    // Given
    Bench person = Bench.of(Tokens.user("zyxwvara").in("erased-org", "owner"));
    person.dataset("sleep 3000", "exit 1");
    String running = person.submit();
    person.awaitState(running, "running");
    person.dataset("exit 1");
    Map<String, Object> request = new HashMap<>(person.request());
    request.put("namespace", "erased-org");
    String ours = person.call().body(request).post(Bench.JOBS).then().extract().path("id");
    person.awaitEnd(ours);
    UUID erasure = UUID.randomUUID();

    // When
    assertThat(erase(erasure).statusCode()).as("while a job runs").isEqualTo(423);
    await().atMost(Duration.ofMinutes(1)).until(() -> erase(erasure).statusCode() == 200);

    // Then
    Tokens.as(Tokens.user("anybody").admin())
        .get(Bench.JOBS + "/" + running)
        .then()
        .statusCode(404);
    Tokens.as(Tokens.user("heir").in("erased-org", "reader"))
        .get(Bench.JOBS + "/" + ours)
        .then()
        .statusCode(200)
        .body("createdBy", equalTo(PSEUDONYM));
    try (Connection connection = dataSource.getConnection()) {
      assertThat(DatabaseSearch.places(connection, "zyxwvara")).isEmpty();
    }
    assertThat(verification.verify().findings()).isEmpty();
  }

  private static Response erase(UUID erasure) {
    return given()
        .header("X-Trainyard-Client", PlatformTestResource.AUTH_CLIENT)
        .contentType("application/json")
        .body(
            Map.of(
                "id", Tokens.idOf("zyxwvara"),
                "name", "zyxwvara",
                "addresses", List.of("zyxwvara@example.org"),
                "pseudonymId", UUID.randomUUID(),
                "pseudonym", PSEUDONYM))
        .put("/internal/erasures/" + erasure);
  }
}
