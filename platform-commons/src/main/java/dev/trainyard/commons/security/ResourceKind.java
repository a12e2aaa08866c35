package dev.trainyard.commons.security;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of things that a permission is about. */
public enum ResourceKind {
  DATASET(Reach.PUBLIC),
  MODEL(Reach.PUBLIC),
  DEPLOYMENT(Reach.PUBLIC),
  JOB(Reach.MEMBERS),
  ORGANISATION(Reach.MEMBERS),
  INVITATION(Reach.MEMBERS),
  ROBOT(Reach.MEMBERS),
  /** The caller's own account and the public part of others. */
  ACCOUNT(Reach.MEMBERS),
  /** The caller's own credentials. */
  TOKEN(Reach.MEMBERS),
  /** The administration of other people's accounts. */
  USER(Reach.ADMINISTRATORS),
  AUDIT(Reach.AUDITORS);

  private final Reach reach;

  ResourceKind(Reach reach) {
    this.reach = reach;
  }

  /** Whether some objects of the kind may be read without signing in. */
  boolean mayBePublic() {
    return reach == Reach.PUBLIC;
  }

  /** Whether the caller's platform roles open the kind at all; objects are judged later. */
  boolean opensTo(Caller caller) {
    return switch (reach) {
      case PUBLIC, MEMBERS -> true;
      case ADMINISTRATORS -> caller.isAdmin();
      case AUDITORS -> caller.isAdmin() || caller.isAuditor();
    };
  }

  /** The platform roles that open the kind, for people to read. */
  String platformRoles() {
    return reach == Reach.AUDITORS ? "admin or auditor" : Caller.ADMIN;
  }

  /** The wire form, {@code dataset} and so on. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<ResourceKind> fromText(String text) {
    return Stream.of(values()).filter(kind -> kind.text().equals(text)).findFirst();
  }

  private enum Reach {
    PUBLIC,
    MEMBERS,
    ADMINISTRATORS,
    AUDITORS
  }
}
