package dev.trainyard.auth;

import dev.trainyard.auth.People.Person;
import dev.trainyard.testing.OpenApiDocument;
import dev.trainyard.testing.RouteRoles;
import dev.trainyard.testing.RouteRoles.Call;
import dev.trainyard.testing.RouteRoles.Role;
import dev.trainyard.testing.RouteRoles.Row;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Calls every operation as every kind of caller; the roles are those in one organisation. */
@QuarkusTest
@QuarkusTestResource(AuthTestResource.class)
class RouteRolesTest {

  private static final Path TABLE = Path.of("src", "test", "resources", "route-roles.csv");

  private final Map<Role, Person> people = new EnumMap<>(Role.class);
  private final String org = People.freshName("matrix");
  private Person victim;

  @TestFactory
  Stream<DynamicTest> everyRouteTimesEveryRole() {
    // Not the one whom the other tests share: among the rows is a sign-out.
    people.put(Role.ADMINISTRATOR, People.invited("root", Map.of("platformRole", "admin")));
    people.put(Role.OWNER, People.person("owner"));
    people.put(Role.STRANGER, People.person("stranger"));
    asks(Role.OWNER).body(Map.of("name", org)).post("/api/v1/orgs").then().statusCode(201);
    for (Role role : List.of(Role.READER, Role.WRITER)) {
      String name = role.name().toLowerCase(Locale.ROOT);
      people.put(role, People.invited(name, Map.of("organisation", org, "role", name)));
    }
    victim = People.person("victim");
    return RouteRoles.tests(
        OpenApiDocument.committed("auth-service"), TABLE, this::token, this::prepare);
  }

  private Call prepare(Row row, Role role) {
    Map<String, Object> parameters =
        switch (row.path()) {
          case "/api/v1/auth/sessions/{id}" -> Map.of("id", sessionOfVictim());
          case "/api/v1/auth/invitations/{id}" -> Map.of("id", invitation());
          case "/api/v1/tokens/{id}" -> Map.of("id", tokenOfVictim());
          case "/api/v1/users/{name}/tokens/{id}" ->
              Map.of("id", tokenOfVictim(), "name", victim.name());
          case "/internal/job-grants/{jobId}", "/internal/job-grants/{jobId}/token" ->
              Map.of("jobId", UUID.randomUUID());
          case "/api/v1/orgs/{org}/robots/{robot}/secrets/{id}" ->
              Map.of("org", org, "robot", robotOf(org), "id", UUID.randomUUID());
          case String path when path.contains("{robot}") ->
              Map.of("org", org, "robot", robotOf(org));
          case String path when path.contains("{team}") -> team(path);
          case String path when path.contains("{user}") -> Map.of("org", org, "user", member());
          case String path when path.contains("{org}") -> Map.of("org", org);
          case String path when path.contains("{name}") -> Map.of("name", victim.name());
          default -> Map.of();
        };
    if (row.path().startsWith("/oauth/")) {
      return new Call(parameters, "application/x-www-form-urlencoded", form(row), Map.of());
    }
    Object body = body(row);
    return body == null ? Call.of(parameters) : Call.json(parameters, body);
  }

  private static String form(Row row) {
    String client = "client_id=26be6b09-91c5-47da-9861-d2d2bb7a7e36";
    return switch (row.path()) {
      case "/oauth/token" -> client + "&grant_type=refresh_token&refresh_token=unknown";
      case "/oauth/revoke" -> client + "&token=unknown";
      default -> client;
    };
  }

  private Object body(Row row) {
    return switch (row.toString()) {
      case "POST /api/v1/auth/setup" ->
          People.form(People.freshName("late"), Map.of("token", "used"));
      case "POST /api/v1/auth/register" -> People.form(People.freshName("eve"), Map.of());
      case "POST /api/v1/auth/login" ->
          Map.of("name", People.freshName("nobody"), "password", "not a password");
      case "POST /api/v1/auth/login/second-factor" ->
          Map.of("challenge", "unknown", "code", "000000");
      case "POST /api/v1/auth/step-up" -> Map.of("password", "not it");
      case "POST /api/v1/auth/second-factor/confirm" -> Map.of("code", "000000");
      case "POST /api/v1/auth/password" ->
          Map.of("currentPassword", "not it", "newPassword", "another sentence");
      case "POST /api/v1/auth/invitations" -> Map.of("organisation", org);
      case "POST /api/v1/auth/device-logins/lookup", "POST /api/v1/auth/device-logins/deny" ->
          Map.of("userCode", "BBBB-BBBB");
      case "POST /api/v1/auth/device-logins/approve" ->
          Map.of("userCode", "BBBB-BBBB", "scope", "read");
      case "PATCH /api/v1/users/me" -> Map.of("displayName", "Somebody");
      case "PUT /api/v1/users/{name}/platform-roles" -> Map.of("roles", List.of("user"));
      case "POST /api/v1/tokens" -> Map.of("name", "of the matrix", "scope", "read");
      case "POST /api/v1/tokens/revocations" -> Map.of("token", "hf_unknown");
      case "POST /api/v1/orgs" -> Map.of("name", People.freshName("org"));
      case "PATCH /api/v1/orgs/{org}" -> Map.of("displayName", "The Matrix");
      case "PUT /api/v1/orgs/{org}/members/{user}" -> Map.of("role", "reader");
      case "POST /api/v1/orgs/{org}/teams" -> Map.of("name", People.freshName("team"));
      case "PATCH /api/v1/orgs/{org}/teams/{team}" -> Map.of("role", "writer");
      case "POST /internal/exchange" -> Map.of("kind", "session", "credential", victim.secret());
      case "POST /internal/operator-token" -> Map.of();
      case "PUT /internal/job-grants/{jobId}" ->
          Map.of("namespace", org, "dataset", org + "/d", "model", org + "/m");
      case "POST /api/v1/orgs/{org}/robots" -> robot(People.freshName("r"));
      default -> null;
    };
  }

  /** The role's token of this moment; a sign-out among the rows makes it sign in again. */
  private String token(Role role) {
    if (role == Role.ANONYMOUS) {
      return null;
    }
    Person person = people.get(role);
    if (People.exchange("session", person.secret()).statusCode() == 401) {
      Response response = People.signIn(person.name(), People.PASSWORD);
      people.put(role, Person.of(person.name(), response));
    }
    return people.get(role).jwt();
  }

  private RequestSpecification asks(Role role) {
    return People.anonymous().auth().oauth2(token(role));
  }

  private Object sessionOfVictim() {
    liveVictim();
    return People.exchange("session", victim.secret()).path("credentialId");
  }

  private Object tokenOfVictim() {
    liveVictim();
    return victim
        .asks()
        .body(Map.of("name", "x", "scope", "read"))
        .post("/api/v1/tokens")
        .path("id");
  }

  /** Rows before this one deactivate the victim. */
  private void liveVictim() {
    if (People.exchange("session", victim.secret()).statusCode() == 401) {
      victim = People.person("victim");
    }
  }

  private Object invitation() {
    return asks(Role.ADMINISTRATOR)
        .body(Map.of("organisation", org))
        .post("/api/v1/auth/invitations")
        .path("id");
  }

  private static Map<String, Object> robot(String name) {
    return Map.of("name", name, "role", "reader", "scopes", List.of("read"), "expiresInDays", 1);
  }

  private String robotOf(String organisation) {
    String name = People.freshName("r");
    asks(Role.OWNER)
        .body(robot(name))
        .post("/api/v1/orgs/" + organisation + "/robots")
        .then()
        .statusCode(201);
    return name;
  }

  /** A team of its own for each call, with a member where one is removed. */
  private Map<String, Object> team(String path) {
    String team = People.freshName("team");
    String teams = "/api/v1/orgs/" + org + "/teams";
    asks(Role.ADMINISTRATOR).body(Map.of("name", team)).post(teams).then().statusCode(201);
    if (!path.contains("{user}")) {
      return Map.of("org", org, "team", team);
    }
    String user = member();
    asks(Role.ADMINISTRATOR).put(teams + "/" + team + "/members/" + user).then().statusCode(204);
    return Map.of("org", org, "team", team, "user", user);
  }

  private String member() {
    asks(Role.ADMINISTRATOR)
        .body(Map.of("role", "reader"))
        .put("/api/v1/orgs/" + org + "/members/" + victim.name())
        .then()
        .statusCode(200);
    return victim.name();
  }
}
