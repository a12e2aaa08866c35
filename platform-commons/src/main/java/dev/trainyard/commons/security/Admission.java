package dev.trainyard.commons.security;

import dev.trainyard.commons.client.Clients;
import dev.trainyard.commons.problem.ProblemException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Lets a request reach its operation only if the operation says who may call it ({@link Requires},
 * {@link Open} or {@link Internal}) and the caller is one of those. An operation that says nothing
 * is closed to everybody.
 */
class Admission {

  private final CurrentCaller current;
  private final Clients clients;
  private final Admitted admitted;

  Admission(CurrentCaller current, Clients clients, Admitted admitted) {
    this.current = current;
    this.clients = clients;
    this.admitted = admitted;
  }

  @ServerRequestFilter(priority = Priorities.AUTHORIZATION)
  public void admit(ResourceInfo operation, ContainerRequestContext request) {
    Method method = operation.getResourceMethod();
    Internal internal = method.getAnnotation(Internal.class);
    Requires requires = method.getAnnotation(Requires.class);
    if (internal != null) {
      clients.require(request.getHeaderString(Clients.HEADER), internal.value());
      admitted.asService();
      return;
    }
    if (requires != null) {
      require(requires, kind(operation));
    } else if (!method.isAnnotationPresent(Open.class)) {
      throw ProblemException.forbidden("Nobody may do this");
    }
    admitted.asCaller();
  }

  private static ResourceKind kind(ResourceInfo operation) {
    Guards guards = operation.getResourceMethod().getAnnotation(Guards.class);
    return guards == null
        ? operation.getResourceClass().getAnnotation(Guards.class).value()
        : guards.value();
  }

  private void require(Requires requires, ResourceKind kind) {
    var permission = new Permission(kind, requires.value());
    Caller caller = current.get();
    boolean open = permission.action() == Action.READ && kind.mayBePublic() && !requires.signedIn();
    if (caller.isAnonymous() && open) {
      return;
    }
    caller.requireScope(permission);
    if (!kind.opensTo(caller)) {
      throw ProblemException.forbidden(
          "This needs the permission %s, which comes with the platform role %s; an administrator can grant it"
              .formatted(permission, kind.platformRoles()));
    }
  }
}
