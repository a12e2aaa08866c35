package dev.trainyard.data.sight;

import dev.trainyard.commons.security.Action;
import dev.trainyard.commons.security.Guards;
import dev.trainyard.commons.security.Internal;
import dev.trainyard.commons.security.Open;
import dev.trainyard.commons.security.Requires;
import dev.trainyard.commons.security.ResourceKind;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Operations that have forgotten to ask what their caller may. */
@Path("/careless")
@Guards(ResourceKind.DATASET)
class CarelessResource {

  private final AgroalDataSource dataSource;

  CarelessResource(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  @GET
  @Path("session")
  @Requires(Action.READ)
  public List<String> inSession() {
    return names();
  }

  @GET
  @Path("transaction")
  @Requires(Action.READ)
  public List<String> inTransaction() {
    return QuarkusTransaction.requiringNew().call(this::names);
  }

  @GET
  @Path("open")
  @Open
  public List<String> open() {
    return names();
  }

  @GET
  @Path("internal")
  @Internal("auth")
  public List<String> internal() {
    return names();
  }

  @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
  public Response beforeAdmission(ContainerRequestContext request) {
    return request.getUriInfo().getPath().endsWith("/early") ? Response.ok(names()).build() : null;
  }

  @GET
  @Path("early")
  @Requires(Action.READ)
  public List<String> early() {
    return List.of("never reached");
  }

  @POST
  @Path("{namespace}/{name}")
  @Requires(Action.WRITE)
  public int insert(@PathParam("namespace") String namespace, @PathParam("name") String name) {
    return change("INSERT INTO guarded VALUES (?, ?, 'private')", namespace, name);
  }

  @PUT
  @Path("{namespace}/{name}")
  @Requires(Action.WRITE)
  public int update(@PathParam("namespace") String namespace, @PathParam("name") String name) {
    return change(
        "UPDATE guarded SET visibility = 'public' WHERE namespace = ? AND name = ?",
        namespace,
        name);
  }

  @DELETE
  @Path("{namespace}/{name}")
  @Requires(Action.WRITE)
  public int delete(@PathParam("namespace") String namespace, @PathParam("name") String name) {
    return change("DELETE FROM guarded WHERE namespace = ? AND name = ?", namespace, name);
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    try (var connection = dataSource.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT name FROM guarded ORDER BY name")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
      return names;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private int change(String statement, String namespace, String name) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              try (Connection connection = dataSource.getConnection();
                  var prepared = connection.prepareStatement(statement)) {
                prepared.setString(1, namespace);
                prepared.setString(2, name);
                return prepared.executeUpdate();
              }
            });
  }
}
