package dev.trainyard.commons.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.commons.security.Action;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.commons.security.CurrentCaller;
import dev.trainyard.commons.security.Guards;
import dev.trainyard.commons.security.Internal;
import dev.trainyard.commons.security.Open;
import dev.trainyard.commons.security.Requires;
import dev.trainyard.commons.security.ResourceKind;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestPath;

/** Lets the tests see what the shared web layer does to requests and failures. */
@Path("/echo")
@RunOnVirtualThread
@Guards(ResourceKind.JOB)
public class EchoResource {

  private final CurrentCaller current;

  EchoResource(CurrentCaller current) {
    this.current = current;
  }

  /** A body with a constraint on a nested field. */
  public record Echo(@NotNull @Size(max = 5) String name, List<@Valid Item> items) {

    /** A nested value. */
    public record Item(@NotNull String path, int count) {}
  }

  @POST
  @Path("/body")
  @Open
  public Echo body(@NotNull @Valid Echo echo) {
    return echo;
  }

  @POST
  @Path("/tree")
  @Open
  public JsonNode tree(JsonNode any) {
    return any;
  }

  @GET
  @Path("/caller")
  @Guards(ResourceKind.DATASET)
  @Requires(Action.READ)
  public Map<String, Object> caller() {
    Caller caller = current.get();
    return Map.of(
        "anonymous", caller.isAnonymous(),
        "name", String.valueOf(caller.name()),
        "namespaces", caller.readable(ResourceKind.DATASET).namespaces(),
        "admin", caller.isAdmin(),
        "writes", caller.writes(),
        "job", caller.jobId().map(Object::toString).orElse("none"));
  }

  @GET
  @Path("/private")
  @Requires(Action.READ)
  public String secret() {
    return current.get().name();
  }

  @GET
  @Path("/members")
  @Requires(Action.READ)
  public String members() {
    return "the same for every member";
  }

  @GET
  @Path("/undeclared")
  public String undeclared() {
    return "nobody may see this";
  }

  @GET
  @Path("/internal")
  @Internal("gateway")
  public String internal() {
    return "gateway";
  }

  @POST
  @Path("/change")
  @Guards(ResourceKind.DATASET)
  @Requires(Action.WRITE)
  public String change() {
    return "changed";
  }

  @GET
  @Path("/logs")
  @Guards(ResourceKind.DATASET)
  @Requires(value = Action.READ, signedIn = true)
  public String logs() {
    return "logs";
  }

  @GET
  @Path("/users")
  @Guards(ResourceKind.USER)
  @Requires(Action.READ)
  public String users() {
    return "users";
  }

  @GET
  @Path("/audit")
  @Guards(ResourceKind.AUDIT)
  @Requires(Action.READ)
  public String audit() {
    return "audit";
  }

  /** Fails as Hibernate and our own statements do: with the driver's exception as a cause. */
  @GET
  @Path("/database/{state}")
  @Open
  public String database(@RestPath String state) {
    var cause = new SQLException("secret statement", state.equals("none") ? null : state);
    throw new IllegalStateException("cannot save", new IllegalArgumentException(cause));
  }

  @GET
  @Path("/fail/{kind}")
  @Open
  public String fail(@RestPath String kind) {
    throw switch (kind) {
      case "busy" ->
          ProblemException.retryLater(
              ProblemType.TOO_MANY_REQUESTS, "Too many", Duration.ofSeconds(7));
      case "field" -> ProblemException.unprocessable("target", "is not a column");
      default -> new IllegalStateException("select secret from internals");
    };
  }
}
