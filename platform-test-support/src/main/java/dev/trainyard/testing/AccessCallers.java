package dev.trainyard.testing;

import dev.trainyard.testing.AccessTable.Caller;
import dev.trainyard.testing.AccessTable.Row;
import dev.trainyard.testing.AccessTable.Target;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** The callers of an {@link AccessMatrix} as a service sees them that only knows their tokens. */
public final class AccessCallers {

  private static final String JOB_SCOPE = "dataset:read model:write";

  private AccessCallers() {}

  /** The bearer token, null for an anonymous caller. */
  public static String token(Caller caller, Row row, AccessMatrix.Call call) {
    return switch (caller) {
      case ANONYMOUS -> null;
      case EXPIRED -> person(Caller.OWNER).life(Duration.ofMinutes(-5)).sign();
      case JOB -> job(row, call).sign();
      case ROBOT -> robot().sign();
      case UNSCOPED_ROBOT -> robot().scope("audit:read").sign();
      default -> person(caller).sign();
    };
  }

  /** A person with the role of the caller's name in the organisation, or on the platform. */
  public static Tokens.Builder person(Caller caller) {
    Tokens.Builder person = Tokens.user(AccessMatrix.nameOf(caller));
    return switch (caller) {
      case READER, WRITER, MAINTAINER, OWNER -> person.in(AccessMatrix.ORGANISATION, caller.text());
      case ADMINISTRATOR -> person.admin();
      case AUDITOR -> person.auditor();
      default -> person;
    };
  }

  /** An owner of any namespace, who makes what a call needs. */
  public static Tokens.Builder ownerOf(String namespace) {
    return Tokens.user("matrix-maker").in(namespace, "owner");
  }

  private static Tokens.Builder robot() {
    return Tokens.robot(AccessMatrix.ORGANISATION, Caller.WRITER.text());
  }

  /** Bound to the repository that is called where that is its own, else to others. */
  private static Tokens.Builder job(Row row, AccessMatrix.Call call) {
    Object name = call.pathParameters().get("name");
    if (name == null && call.body() instanceof Map<?, ?> creation) {
      name = creation.get("name");
    }
    boolean own = row.target() == Target.OWN && name != null;
    String repository = AccessMatrix.ORGANISATION + "/" + (own ? name : "another");
    return person(Caller.WRITER)
        .job(UUID.randomUUID())
        .scope(JOB_SCOPE)
        .only("datasets/" + repository, "models/" + repository);
  }
}
