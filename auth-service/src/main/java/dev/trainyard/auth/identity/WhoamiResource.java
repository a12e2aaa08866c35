package dev.trainyard.auth.identity;

import dev.trainyard.auth.account.Account;
import dev.trainyard.auth.account.Accounts;
import dev.trainyard.auth.organisation.Organisations;
import dev.trainyard.auth.token.PersonalTokens;
import dev.trainyard.commons.security.Action;
import dev.trainyard.commons.security.CurrentCaller;
import dev.trainyard.commons.security.Guards;
import dev.trainyard.commons.security.Requires;
import dev.trainyard.commons.security.ResourceKind;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells clients of the Hugging Face Hub who they are. */
@Path("/api/whoami-v2")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "hub")
@Guards(ResourceKind.ACCOUNT)
class WhoamiResource {

  private final Accounts accounts;
  private final Organisations organisations;
  private final PersonalTokens tokens;
  private final CurrentCaller caller;

  WhoamiResource(
      Accounts accounts, Organisations organisations, PersonalTokens tokens, CurrentCaller caller) {
    this.accounts = accounts;
    this.organisations = organisations;
    this.tokens = tokens;
    this.caller = caller;
  }

  @GET
  @Requires(Action.READ)
  @Operation(operationId = "whoami", summary = "Describe the caller in the Hub's form")
  public WhoamiResponse whoami() {
    Account account = accounts.require(caller.get());
    List<WhoamiResponse.Organisation> orgs =
        organisations.of(account.id()).stream()
            .map(
                org ->
                    new WhoamiResponse.Organisation(
                        "org",
                        org.id().toString(),
                        org.name(),
                        org.displayName(),
                        null,
                        false,
                        "",
                        null,
                        hubRole(org.role().text())))
            .toList();
    return new WhoamiResponse(
        "user",
        account.id().toString(),
        account.name(),
        account.displayName(),
        account.email(),
        false,
        false,
        false,
        "",
        null,
        orgs,
        new WhoamiResponse.Auth("access_token", accessToken(account)));
  }

  private WhoamiResponse.AccessToken accessToken(Account account) {
    String role = caller.get().writes() ? "write" : "read";
    return tokens
        .find(caller.get())
        .map(token -> new WhoamiResponse.AccessToken(token.name(), role, token.createdAt()))
        .orElseGet(
            () ->
                new WhoamiResponse.AccessToken(
                    caller.get().credential(), role, account.createdAt()));
  }

  /** The Hub says admin, write and read where we say owner, maintainer, writer and reader. */
  private static String hubRole(String role) {
    return switch (role) {
      case "owner" -> "admin";
      case "reader" -> "read";
      default -> "write";
    };
  }
}
