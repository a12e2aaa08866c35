package dev.trainyard.commons.security;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who makes the request, read from the verified token, and the one function that decides what they
 * may do. Everything that is not allowed here is refused.
 *
 * @param subject the user's id, null for an anonymous caller
 * @param name the user's name, which is also their own namespace; null for an anonymous caller
 * @param platformRoles {@code user}, {@code admin}, {@code auditor}
 * @param namespaces role per namespace, the own one included
 * @param scopes what the credential was made for
 * @param credential kind of credential: {@code session}, {@code token}, {@code job}, {@code
 *     operator}
 * @param credentialId id of the session or token behind the request, if any
 * @param jobId the job on whose behalf the request is made, if any
 */
public record Caller(
    UUID subject,
    String name,
    Set<String> platformRoles,
    Map<String, NamespaceRole> namespaces,
    Scopes scopes,
    String credential,
    Optional<UUID> credentialId,
    Optional<UUID> jobId) {

  public static final String ADMIN = "admin";
  public static final String AUDITOR = "auditor";

  private static final Caller ANONYMOUS =
      new Caller(
          null,
          null,
          Set.of(),
          Map.of(),
          Scopes.none(),
          "none",
          Optional.empty(),
          Optional.empty());

  public Caller {
    platformRoles = Set.copyOf(platformRoles);
    namespaces = Map.copyOf(namespaces);
  }

  public static Caller anonymous() {
    return ANONYMOUS;
  }

  public boolean isAnonymous() {
    return subject == null;
  }

  public boolean isAdmin() {
    return platformRoles.contains(ADMIN);
  }

  public boolean isAuditor() {
    return platformRoles.contains(AUDITOR);
  }

  /** Whether the credential may change anything. */
  public boolean writes() {
    return scopes.change();
  }

  /** Throws 401 without a credential, and the 403 that names what its scopes lack. */
  public void requireScope(Permission permission) {
    if (isAnonymous()) {
      throw ProblemException.of(ProblemType.UNAUTHENTICATED, "Sign in to do this");
    }
    if (!scopes.allow(permission)) {
      throw ProblemException.forbidden(
          "The credential's scopes (%s) do not hold %s; make one that does"
              .formatted(scopes, permission));
    }
  }

  public Optional<NamespaceRole> roleIn(String namespace) {
    return Optional.ofNullable(namespaces.get(namespace));
  }

  /** Namespaces whose private objects the caller may read; for list queries. */
  public List<String> readableNamespaces() {
    return namespaces.keySet().stream().sorted().toList();
  }

  /** The authorisation function. Administrators may everything their credential's scope allows. */
  public boolean may(Action action, String namespace, Visibility visibility) {
    if (action != Action.READ && !writes()) {
      return false;
    }
    if (isAdmin() || roleIn(namespace).map(role -> role.includes(action.least())).orElse(false)) {
      return true;
    }
    return action == Action.READ
        && (visibility == Visibility.PUBLIC
            || (visibility == Visibility.INTERNAL && !isAnonymous()));
  }

  /**
   * Throws unless the caller may act on the object: the same 404 as for a missing object when it
   * may not even be read (401 never tells more), else a 403 that says what is needed.
   *
   * @param what kind of object for the message, for example {@code Dataset}
   * @param id the object's public name
   */
  public void require(
      Action action, String namespace, Visibility visibility, String what, Object id) {
    if (!may(Action.READ, namespace, visibility)) {
      throw ProblemException.notFound(what, id);
    }
    if (may(action, namespace, visibility)) {
      return;
    }
    if (isAnonymous()) {
      throw ProblemException.of(ProblemType.UNAUTHENTICATED, "Sign in to do this");
    }
    if (!writes()) {
      throw ProblemException.forbidden("The credential's scope is read; this needs write");
    }
    throw ProblemException.forbidden(
        "This needs the role %s in %s; an owner of %s can grant it"
            .formatted(action.least().text(), namespace, namespace));
  }

  /** Throws unless the caller may create objects in the namespace. */
  public void requireNamespace(String field, String namespace) {
    if (isAnonymous()) {
      throw ProblemException.of(ProblemType.UNAUTHENTICATED, "Sign in to do this");
    }
    if (!writes()) {
      throw ProblemException.forbidden("The credential's scope is read; this needs write");
    }
    if (!isAdmin() && roleIn(namespace).isEmpty()) {
      throw ProblemException.invalid(field, "is not a namespace that you belong to");
    }
    if (!may(Action.WRITE, namespace, Visibility.PRIVATE)) {
      throw ProblemException.forbidden(
          "This needs the role writer in %s; an owner of %s can grant it"
              .formatted(namespace, namespace));
    }
  }
}
