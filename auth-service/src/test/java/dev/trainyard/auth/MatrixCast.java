package dev.trainyard.auth;

import static io.restassured.RestAssured.given;

import dev.trainyard.auth.People.Person;
import dev.trainyard.auth.key.UnfitTokens;
import dev.trainyard.testing.AccessTable.Caller;
import dev.trainyard.testing.AccessTable.Row;
import dev.trainyard.testing.AccessTable.Target;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;

/**
 * Everybody whom the access matrix needs, with real credentials: callers, their organisation, other
 * people and a foreign organisation.
 */
final class MatrixCast {

  /** Well within the time in which a sign-in allows what needs a proof of presence. */
  private static final Duration FRESH = Duration.ofMinutes(2);

  private static final Duration KEPT = Duration.ofSeconds(30);

  private final Map<Caller, Kept> tokens = new EnumMap<>(Caller.class);
  private final Map<Caller, Person> people = new EnumMap<>(Caller.class);
  private final Map<Caller, Long> signedIn = new EnumMap<>(Caller.class);
  private final Map<Caller, String> owned = new EnumMap<>(Caller.class);
  private final Map<Caller, String> credentials = new EnumMap<>(Caller.class);
  private final Map<Target, Person> others = new EnumMap<>(Target.class);
  private final String organisation;
  private final String foreign;
  private final String expired;

  /** An access token, and when it was fetched. */
  private record Kept(String token, long since) {}

  /**
   * @param unfit makes the credential whose time is over
   */
  MatrixCast(UnfitTokens unfit) throws JoseException, InvalidJwtException {
    for (Caller caller : List.of(Caller.STRANGER, Caller.OWNER)) {
      keep(caller, People.person(caller.text()));
    }
    expired = unfit.of(jwt(Caller.OWNER)).getFirst();
    organisation = found(asks(Caller.OWNER));
    foreign = found(People.person("foreigner").asks());
    keep(Caller.ADMINISTRATOR, newAdministrator());
    keep(Caller.AUDITOR, People.invited("auditor", Map.of("platformRole", "auditor")));
    for (Caller caller : List.of(Caller.READER, Caller.WRITER, Caller.MAINTAINER)) {
      keep(caller, member(caller.text(), caller.text()));
    }
    credentials.put(Caller.ROBOT, robotSecret("read write"));
    credentials.put(Caller.UNSCOPED_ROBOT, robotSecret("dataset:read"));
  }

  private static Person newAdministrator() {
    return People.invited("root", Map.of("platformRole", "admin"));
  }

  private Person member(String prefix, String role) {
    return People.invited(prefix, Map.of("organisation", organisation, "role", role));
  }

  private void keep(Caller caller, Person person) {
    people.put(caller, person);
    signedIn.put(caller, System.nanoTime());
  }

  private static String found(RequestSpecification founder) {
    String name = People.freshName("matrix");
    founder.body(Map.of("name", name)).post("/api/v1/orgs").then().statusCode(201);
    return name;
  }

  private String robotSecret(String scopes) {
    return asks(Caller.OWNER)
        .body(
            Map.of(
                "name",
                People.freshName("r").substring(0, 12),
                "role",
                "writer",
                "scopes",
                List.of(scopes.split(" ", -1)),
                "expiresInDays",
                1))
        .post("/api/v1/orgs/" + organisation + "/robots")
        .then()
        .statusCode(201)
        .extract()
        .path("secrets[0].token");
  }

  /** The caller's access token, null for an anonymous one. */
  String token(Caller caller) {
    return switch (caller) {
      case ANONYMOUS -> null;
      case EXPIRED -> expired;
      default -> recent(caller);
    };
  }

  /** Access tokens live longer than this; what a call changes must not wait for that. */
  private String recent(Caller caller) {
    Kept kept = tokens.get(caller);
    if (kept == null || System.nanoTime() - kept.since() > KEPT.toNanos()) {
      kept = new Kept(fresh(caller), System.nanoTime());
      tokens.put(caller, kept);
    }
    return kept.token();
  }

  private String fresh(Caller caller) {
    return switch (caller) {
      case JOB -> jobToken();
      case ROBOT, UNSCOPED_ROBOT ->
          People.exchange("token", credentials.get(caller)).then().extract().path("jwt");
      default -> jwt(caller);
    };
  }

  /** Signs in again where a call before ended the session, or it became old. */
  private String jwt(Caller caller) {
    if (!people.containsKey(caller)) {
      keep(caller, newAdministrator());
    }
    Person person = people.get(caller);
    boolean old = System.nanoTime() - signedIn.get(caller) > FRESH.toNanos();
    if (!old) {
      Response exchanged = People.exchange("session", person.secret());
      if (exchanged.statusCode() == 200) {
        return exchanged.path("jwt");
      }
    }
    Response response = People.signIn(person.name(), People.PASSWORD);
    response.then().statusCode(200);
    keep(caller, Person.of(person.name(), response));
    return people.get(caller).jwt();
  }

  private String jobToken() {
    UUID job = UUID.randomUUID();
    People.service("training")
        .auth()
        .oauth2(jwt(Caller.WRITER))
        .body(
            Map.of(
                "namespace", organisation,
                "dataset", organisation + "/d",
                "model", organisation + "/m"))
        .put("/internal/job-grants/" + job)
        .then()
        .statusCode(204);
    return People.service("training")
        .post("/internal/job-grants/" + job + "/token")
        .then()
        .statusCode(200)
        .extract()
        .path("jwt");
  }

  RequestSpecification asks(Caller caller) {
    return given().auth().oauth2(token(caller)).contentType(ContentType.JSON);
  }

  /** The call about to be made may end the caller's session, role or account. */
  void changed(Row row, Caller caller) {
    tokens.remove(caller);
    if (caller == Caller.ADMINISTRATOR && row.target() == Target.OWN) {
      people.remove(caller);
    }
  }

  /** The organisation of a row. */
  String organisation(Row row, Caller caller) {
    return switch (row.target()) {
      case OWN -> owned.computeIfAbsent(callerOrOwner(caller), who -> found(asks(who)));
      case ORGANISATION, NONE -> organisation;
      case FOREIGN -> foreign;
      case MISSING -> "no-such-organisation";
    };
  }

  /** The person of a row: the caller, a fellow member, somebody else, nobody. */
  Person person(Row row, Caller caller) {
    return switch (row.target()) {
      case OWN -> self(callerOrOwner(caller));
      case MISSING -> new Person("no-such-person", null);
      case ORGANISATION -> alive(Target.ORGANISATION);
      default -> alive(Target.FOREIGN);
    };
  }

  /** Somebody who belongs to no organisation that a caller belongs to. */
  Person outsider() {
    return alive(Target.FOREIGN);
  }

  private Person self(Caller caller) {
    recent(caller);
    return people.get(caller);
  }

  /** Calls before may have deactivated them, or ended what they hold. */
  private Person alive(Target target) {
    Person present = others.get(target);
    if (present == null || People.exchange("session", present.secret()).statusCode() == 401) {
      others.put(
          target,
          target == Target.ORGANISATION ? member("fellow", "reader") : People.person("somebody"));
    }
    return others.get(target);
  }

  /** Whose things are called where the caller, being nobody, owns none. */
  private static Caller callerOrOwner(Caller caller) {
    return caller == Caller.ANONYMOUS || caller == Caller.EXPIRED ? Caller.OWNER : caller;
  }
}
