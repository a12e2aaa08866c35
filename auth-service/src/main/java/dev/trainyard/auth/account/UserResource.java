package dev.trainyard.auth.account;

import dev.trainyard.commons.paging.Cursor;
import dev.trainyard.commons.paging.Limit;
import dev.trainyard.commons.paging.Page;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Action;
import dev.trainyard.commons.security.CurrentCaller;
import dev.trainyard.commons.security.Guards;
import dev.trainyard.commons.security.Requires;
import dev.trainyard.commons.security.ResourceKind;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** HTTP face of accounts. */
@Path("/api/v1/users")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "users")
@Guards(ResourceKind.ACCOUNT)
class UserResource {

  private static final int LONGEST_SEARCH = 63;

  private final UserService users;
  private final Accounts accounts;
  private final OwnAccounts own;
  private final CurrentCaller caller;

  UserResource(UserService users, Accounts accounts, OwnAccounts own, CurrentCaller caller) {
    this.users = users;
    this.accounts = accounts;
    this.own = own;
    this.caller = caller;
  }

  @GET
  @Guards(ResourceKind.USER)
  @Requires(Action.READ)
  @Operation(operationId = "listUsers", summary = "List accounts by the beginning of their name")
  public Page<Account> list(
      @RestQuery String search, @RestQuery String cursor, @RestQuery String limit) {
    if (search != null && (search.length() > LONGEST_SEARCH || search.indexOf('\u0000') >= 0)) {
      throw ProblemException.invalid("search", "must have at most 63 characters");
    }
    return users.list(
        caller.get(), search == null ? "" : search, Cursor.decode(cursor, 1), Limit.of(limit));
  }

  @GET
  @Path("/me")
  @Requires(Action.READ)
  @Operation(operationId = "getOwnUser", summary = "Read the own account")
  public OwnAccount me() {
    return own.of(caller.get());
  }

  @PATCH
  @Path("/me")
  @Requires(Action.WRITE)
  @Operation(operationId = "updateOwnUser", summary = "Change the own account")
  public Account update(@NotNull @Valid UpdateProfileRequest request) {
    return own.update(caller.get(), request);
  }

  @GET
  @Path("/{name}")
  @Requires(Action.READ)
  @Operation(operationId = "getUser", summary = "Read the public part of an account")
  public PublicProfile get(@RestPath String name) {
    return accounts
        .byName(name)
        .map(PublicProfile::of)
        .orElseThrow(() -> ProblemException.notFound("User", name));
  }

  @POST
  @Path("/{name}/deactivate")
  @Guards(ResourceKind.USER)
  @Requires(Action.MANAGE)
  @Operation(operationId = "deactivateUser", summary = "End all credentials of an account")
  public Account deactivate(@RestPath String name) {
    return users.deactivate(caller.get(), name);
  }

  @POST
  @Path("/{name}/activate")
  @Guards(ResourceKind.USER)
  @Requires(Action.MANAGE)
  @Operation(operationId = "activateUser", summary = "Let an account sign in again")
  public Account activate(@RestPath String name) {
    return users.activate(caller.get(), name);
  }

  @PUT
  @Path("/{name}/platform-roles")
  @Guards(ResourceKind.USER)
  @Requires(Action.MANAGE)
  @Operation(operationId = "setPlatformRoles", summary = "Set the platform roles of an account")
  public Account setRoles(@RestPath String name, @NotNull @Valid PlatformRolesRequest request) {
    return users.setRoles(caller.get(), name, request.roles());
  }
}
