package dev.trainyard.training.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trainyard.testing.PlatformTestResource;
import dev.trainyard.training.testing.Bench;
import dev.trainyard.training.testing.FakePlatform;
import dev.trainyard.training.testing.NeighboursResource;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to a job when its lease goes to somebody else, or when it is cancelled midway. */
@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
@QuarkusTestResource(NeighboursResource.class)
class TakeoverTest {

  private final Bench bench = Bench.ofNewUser();

  @Inject private AgroalDataSource database;

  @TempDir private Path directory;

  @Test
  void workerThatLosesItsLeaseStopsAndTheNextOneResumes() throws Exception {
    // Given
    Path gate = directory.resolve("gate");
    bench.dataset("spam 100", "checkpoint", "await " + gate, "package", "done");
    String id = bench.submit();
    await().until(() -> bench.log(id).contains("spam 99"));

    // When
    steal(id);
    await().until(() -> bench.job(id).getInt("attempt") == 2);
    Files.createFile(gate);
    JsonPath job = bench.awaitEnd(id);

    // Then
    assertThat(job.getString("state")).as(job.prettify()).isEqualTo("succeeded");
    assertThat(bench.log(id).stream().filter(line -> line.startsWith("spam")).toList())
        .isEqualTo(IntStream.range(0, 100).mapToObj(i -> "spam " + i).toList());
    assertThat(bench.model().getList("versions")).hasSize(1);
  }

  @Test
  void lateWriteUnderAnOldLeaseIsRefused() throws Exception {
    // Given
    bench.dataset("print x", "hang");
    String id = bench.submit();
    await().until(() -> bench.log(id).contains("x"));

    // When
    steal(id);

    // Then
    await().until(() -> bench.job(id).getInt("attempt") == 2);
    List<Integer> attempts =
        bench.call().get(Bench.JOBS + "/" + id + "/logs").jsonPath().getList("lines.seq");
    assertThat(attempts).doesNotHaveDuplicates();
    bench.call().post(Bench.JOBS + "/" + id + "/cancel").then().statusCode(202);
    bench.awaitState(id, "cancelled");
  }

  @Test
  void registrationIsContinuedByTheNextWorkerWithoutASecondVersion() throws Exception {
    // Given
    bench.dataset("package", "done");
    Bench.fail("/api/v1/models/" + bench.name() + "/model/versions", 503, 4);
    String id = bench.submit();
    bench.awaitState(id, "registering");

    // When
    steal(id);
    JsonPath job = bench.awaitEnd(id);

    // Then
    assertThat(job.getString("state")).as(job.prettify()).isEqualTo("succeeded");
    assertThat(job.getInt("attempt")).isEqualTo(1);
    assertThat(bench.model().getList("versions")).hasSize(1);
    assertThat(bench.model().getList("commits")).hasSize(1);
  }

  @Test
  void jobThatIsBeingPreparedCanBeCancelled() {
    // Given
    bench.dataset("package", "done");
    Bench.fail("/datasets/" + bench.name() + "/data", FakePlatform.STALL, 1);
    String id = bench.submit();
    bench.awaitState(id, "preparing");

    // When
    bench.call().post(Bench.JOBS + "/" + id + "/cancel").then().statusCode(202);

    // Then
    assertThat(bench.awaitEnd(id).getString("state")).isEqualTo("cancelled");
  }

  @Test
  void jobThatIsBeingRegisteredCanBeCancelled() {
    // Given
    bench.dataset("package", "done");
    Bench.fail("/api/v1/models/" + bench.name() + "/model/commits", 503, 1000);
    String id = bench.submit();
    bench.awaitState(id, "registering");

    // When
    bench.call().post(Bench.JOBS + "/" + id + "/cancel").then().statusCode(202);

    // Then
    assertThat(bench.awaitEnd(id).getString("state")).isEqualTo("cancelled");
    await().until(() -> !Bench.grants().contains(id));
  }

  /** As if another worker had taken the job and then died at once. */
  private void steal(String id) throws Exception {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "UPDATE job SET lease_number = lease_number + 1, lease_owner = 'thief',"
                    + " lease_until = now() - interval '1 second' WHERE id = ?")) {
      statement.setObject(1, UUID.fromString(id));
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
  }
}
