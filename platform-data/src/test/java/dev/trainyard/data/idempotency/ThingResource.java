package dev.trainyard.data.idempotency;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Action;
import dev.trainyard.commons.security.Guards;
import dev.trainyard.commons.security.Requires;
import dev.trainyard.commons.security.ResourceKind;
import io.agroal.api.AgroalDataSource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Creates rows of the test's own table. */
@Path("/things/{place}")
@Guards(ResourceKind.DATASET)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ThingResource {

  /** Requests wait in their transaction for the latch of their id. */
  static final Map<Integer, Gate> GATES = new ConcurrentHashMap<>();

  private final Idempotency idempotency;
  private final AgroalDataSource dataSource;

  ThingResource(Idempotency idempotency, AgroalDataSource dataSource) {
    this.idempotency = idempotency;
    this.dataSource = dataSource;
  }

  /** Tells that a request has come, and lets it go on. */
  record Gate(CountDownLatch reached, CountDownLatch open) {

    Gate() {
      this(new CountDownLatch(1), new CountDownLatch(1));
    }
  }

  /** A thing to be. */
  public record NewThing(int id, String note, Map<String, Object> more) {}

  /** A thing with a random number, so that no two answers are equal by chance. */
  public record Thing(int id, UUID number, String note) {}

  @POST
  @Requires(Action.WRITE)
  public RestResponse<Thing> create(
      @RestPath String place, @RestHeader(Idempotency.HEADER) String key, NewThing thing) {
    return idempotency.answer(
        key,
        thing,
        () ->
            ResponseBuilder.create(RestResponse.Status.CREATED, made(thing))
                .header("Location", "/things/" + place + "/" + thing.id())
                .build());
  }

  @POST
  @Path("/secrets")
  @Requires(Action.WRITE)
  public RestResponse<Thing> createSecret(
      @RestPath String place, @RestHeader(Idempotency.HEADER) String key, NewThing thing) {
    return idempotency.answerOnce(
        key,
        thing,
        made -> "The thing " + made.id(),
        () -> RestResponse.status(RestResponse.Status.CREATED, made(thing)));
  }

  @POST
  @Path("/prepared")
  @Requires(Action.WRITE)
  public RestResponse<Void> prepare(
      @RestPath String place, @RestHeader(Idempotency.HEADER) String key, NewThing thing) {
    return idempotency.answer(
        key,
        thing,
        thing::id,
        id -> {
          made(thing);
          return id < 0
              ? RestResponse.status(RestResponse.Status.CONFLICT)
              : RestResponse.accepted();
        });
  }

  private Thing made(NewThing thing) {
    insert(thing.id());
    Gate gate = GATES.get(thing.id());
    if (gate != null && gate.reached().getCount() > 0) {
      gate.reached().countDown();
      await(gate.open());
    }
    if ("fail".equals(thing.note())) {
      throw ProblemException.conflict("Told to fail");
    }
    return new Thing(thing.id(), UUID.randomUUID(), thing.note());
  }

  private void insert(int id) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("INSERT INTO thing (id) VALUES (?)")) {
      statement.setInt(1, id);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
