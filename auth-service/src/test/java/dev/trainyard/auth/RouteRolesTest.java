package dev.trainyard.auth;

import dev.trainyard.auth.People.Person;
import dev.trainyard.auth.key.UnfitTokens;
import dev.trainyard.testing.AccessMatrix;
import dev.trainyard.testing.AccessMatrix.Call;
import dev.trainyard.testing.AccessTable.Caller;
import dev.trainyard.testing.AccessTable.Row;
import dev.trainyard.testing.AccessTable.Target;
import dev.trainyard.testing.IdempotentOperations;
import dev.trainyard.testing.OpenApiDocument;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every operation as every caller, with real credentials. */
@QuarkusTest
@QuarkusTestResource(AuthTestResource.class)
class RouteRolesTest {

  private static final Path TABLE = Path.of("src", "test", "resources", "route-roles.csv");
  private static final Path EXEMPT = Path.of("src/test/resources/idempotency-exempt.csv");

  private final UnfitTokens unfit;
  private MatrixCast cast;

  RouteRolesTest(UnfitTokens unfit) {
    this.unfit = unfit;
  }

  @TestFactory
  Stream<DynamicTest> everyRouteTimesEveryRole() throws JoseException, InvalidJwtException {
    cast = new MatrixCast(unfit);
    return AccessMatrix.tests(
        OpenApiDocument.committed("auth-service"), TABLE, this::token, this::prepare);
  }

  private String token(Caller caller, Row row, Call call) {
    String token = cast.token(caller);
    if (row.changesAs(caller)) {
      cast.changed(row, caller);
    }
    return token;
  }

  @TestFactory
  Stream<DynamicTest> everyPostMayBeRepeated() {
    return IdempotentOperations.tests(OpenApiDocument.committed("auth-service"), EXEMPT);
  }

  private Call prepare(Row row, Caller caller) {
    Map<String, Object> parameters = parameters(row, caller);
    if (row.path().startsWith("/oauth/")) {
      return new Call(parameters, "application/x-www-form-urlencoded", form(row), Map.of());
    }
    Object body = body(row, caller);
    return body == null ? Call.of(parameters) : Call.json(parameters, body);
  }

  private Map<String, Object> parameters(Row row, Caller caller) {
    return switch (row.path()) {
      case "/api/v1/privacy/erasures/{id}" -> Map.of("id", UUID.randomUUID());
      case "/api/v1/audit/{service}/{id}" -> Map.of("service", "auth", "id", 1);
      case "/api/v1/auth/sessions/{id}" -> Map.of("id", session(row, caller));
      case "/api/v1/auth/invitations/{id}" -> Map.of("id", invitation(row, caller));
      case "/api/v1/tokens/{id}" -> Map.of("id", token(row, caller));
      case "/api/v1/users/{name}/tokens/{id}" ->
          Map.of("name", cast.person(row, caller).name(), "id", token(row, caller));
      case "/internal/job-grants/{jobId}", "/internal/job-grants/{jobId}/token" ->
          Map.of("jobId", UUID.randomUUID());
      case String path when path.contains("{org}") -> inOrganisation(row, caller);
      case String path when path.contains("{name}") ->
          Map.of("name", cast.person(row, caller).name());
      default -> Map.of();
    };
  }

  private Map<String, Object> inOrganisation(Row row, Caller caller) {
    String organisation = cast.organisation(row, caller);
    Map<String, Object> parameters = new HashMap<>(Map.of("org", organisation));
    boolean missing = row.target() == Target.MISSING;
    if (row.path().contains("{robot}")) {
      String robot = missing ? "no-robot" : robot(organisation);
      parameters.put("robot", robot);
      if (row.path().contains("{id}")) {
        parameters.put("id", missing ? UUID.randomUUID() : secret(organisation, robot));
      }
    }
    if (row.path().contains("{team}")) {
      parameters.put("team", missing ? "no-team" : team(organisation));
    }
    if (row.path().contains("{user}")) {
      parameters.put("user", missing ? "nobody" : member(organisation, parameters.get("team")));
    }
    return parameters;
  }

  private static String form(Row row) {
    String client = "client_id=26be6b09-91c5-47da-9861-d2d2bb7a7e36";
    return switch (row.path()) {
      case "/oauth/token" -> client + "&grant_type=refresh_token&refresh_token=unknown";
      case "/oauth/revoke" -> client + "&token=unknown";
      default -> client;
    };
  }

  private Object body(Row row, Caller caller) {
    return switch (row.operation()) {
      case "POST /api/v1/auth/setup" ->
          People.form(People.freshName("late"), Map.of("token", "used"));
      case "POST /api/v1/auth/register" -> People.form(People.freshName("eve"), Map.of());
      case "POST /api/v1/auth/login" ->
          Map.of("name", People.freshName("nobody"), "password", "not a password");
      case "POST /api/v1/auth/login/second-factor" ->
          Map.of("challenge", "unknown", "code", "000000");
      case "POST /api/v1/auth/login/restore" -> Map.of("challenge", "unknown");
      case "POST /api/v1/users/me/deletion" -> Map.of("name", "not-my-name");
      case "POST /api/v1/auth/step-up" -> Map.of("password", "not it");
      case "POST /api/v1/auth/second-factor/confirm" -> Map.of("code", "000000");
      case "POST /api/v1/auth/password" ->
          Map.of("currentPassword", "not it", "newPassword", "another sentence");
      case "POST /api/v1/auth/password-resets" -> Map.of("email", "nobody@example.org");
      case "POST /api/v1/auth/password-resets/complete" ->
          Map.of("token", "unknown", "password", "another sentence");
      case "POST /api/v1/auth/email/confirm",
          "POST /api/v1/auth/email/restore",
          "POST /api/v1/auth/account/restore",
          "POST /api/v1/auth/register/confirm" ->
          Map.of("token", "unknown");
      case "POST /api/v1/auth/invitations" ->
          Map.of("organisation", cast.organisation(row, caller));
      case "POST /api/v1/auth/device-logins/lookup", "POST /api/v1/auth/device-logins/deny" ->
          Map.of("userCode", "BBBB-BBBB");
      case "POST /api/v1/auth/device-logins/approve" ->
          Map.of("userCode", "BBBB-BBBB", "scope", "read");
      case "POST /api/v1/privacy/erasures" -> Map.of("name", "nobody-of-this-name");
      case "PATCH /api/v1/users/me" -> Map.of("displayName", "Somebody");
      case "PUT /api/v1/users/{name}/platform-roles" -> Map.of("roles", List.of("user"));
      case "POST /api/v1/tokens" -> Map.of("name", "of the matrix", "scope", "read");
      case "POST /api/v1/tokens/revocations" -> Map.of("token", "hf_unknown");
      case "POST /api/v1/orgs" -> Map.of("name", People.freshName("org"));
      case "PATCH /api/v1/orgs/{org}" -> Map.of("displayName", "The Matrix");
      case "POST /api/v1/orgs/{org}/deletion" -> Map.of("name", "another-name");
      case "PUT /api/v1/orgs/{org}/members/{user}" -> Map.of("role", "reader");
      case "POST /api/v1/orgs/{org}/teams" -> Map.of("name", People.freshName("team"));
      case "PATCH /api/v1/orgs/{org}/teams/{team}" -> Map.of("role", "writer");
      case "POST /internal/exchange" ->
          Map.of("kind", "session", "credential", cast.person(row, caller).secret());
      case "POST /internal/operator-token" -> Map.of();
      case "PUT /internal/job-grants/{jobId}" ->
          Map.of("namespace", "acme", "dataset", "acme/d", "model", "acme/m");
      case "POST /api/v1/orgs/{org}/robots" -> robotNamed(People.freshName("r"));
      default -> null;
    };
  }

  /** Another session than the one that calls. */
  private Object session(Row row, Caller caller) {
    Person person = cast.person(row, caller);
    return row.target() == Target.MISSING
        ? UUID.randomUUID()
        : People.exchange("session", People.cookie(People.signIn(person.name(), People.PASSWORD)))
            .path("credentialId");
  }

  private Object token(Row row, Caller caller) {
    if (row.target() == Target.MISSING) {
      return UUID.randomUUID();
    }
    Response made =
        cast.person(row, caller)
            .asks()
            .body(Map.of("name", "x", "scope", "read"))
            .post("/api/v1/tokens");
    made.then().statusCode(201);
    return made.path("id");
  }

  private Object invitation(Row row, Caller caller) {
    return row.target() == Target.MISSING
        ? UUID.randomUUID()
        : created(
                "/api/v1/auth/invitations", Map.of("organisation", cast.organisation(row, caller)))
            .path("id");
  }

  private static Map<String, Object> robotNamed(String name) {
    return Map.of("name", name, "role", "reader", "scopes", List.of("read"), "expiresInDays", 1);
  }

  private String robot(String organisation) {
    String name = People.freshName("r");
    created("/api/v1/orgs/" + organisation + "/robots", robotNamed(name));
    return name;
  }

  private Object secret(String organisation, String robot) {
    return cast.asks(Caller.ADMINISTRATOR)
        .get("/api/v1/orgs/" + organisation + "/robots/" + robot)
        .path("secrets[0].id");
  }

  private String team(String organisation) {
    String name = People.freshName("team");
    created("/api/v1/orgs/" + organisation + "/teams", Map.of("name", name));
    return name;
  }

  /** A reader of the organisation, and of the team if there is one. */
  private String member(String organisation, Object team) {
    String name = cast.outsider().name();
    String path = "/api/v1/orgs/" + organisation;
    cast.asks(Caller.ADMINISTRATOR)
        .body(Map.of("role", "reader"))
        .put(path + "/members/" + name)
        .then()
        .statusCode(200);
    if (team != null) {
      cast.asks(Caller.ADMINISTRATOR)
          .put(path + "/teams/" + team + "/members/" + name)
          .then()
          .statusCode(204);
    }
    return name;
  }

  private Response created(String path, Map<String, ?> body) {
    Response response = cast.asks(Caller.ADMINISTRATOR).body(body).post(path);
    response.then().statusCode(201);
    return response;
  }
}
