package dev.trainyard.commons.security;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Who makes the request, read from the verified token, and the one function that decides what they
 * may do. Everything that is not allowed here is refused.
 *
 * @param subject the user's id, null for an anonymous caller
 * @param name the user's name, which is also their own namespace; null for an anonymous caller
 * @param platformRoles {@code user}, {@code admin}, {@code auditor}
 * @param namespaces role per namespace, the own one included
 * @param scopes what the credential was made for
 * @param only what the credential is limited to
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
    Restriction only,
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
          Restriction.none(),
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

  /** What the caller may read of a kind, for list queries. */
  public ReadableObjects readable(ResourceKind kind) {
    return new ReadableObjects(
        isAdmin() && only.isNone(),
        Stream.of(Visibility.values()).filter(this::isOpen).toList(),
        namespacesWith(NamespaceRole.READER),
        only.names(kind).stream()
            .filter(name -> hasRole(NamespaceRole.READER, name.substring(0, name.indexOf('/'))))
            .toList());
  }

  /** The same for all kinds, and what the caller may change, as rows are checked against it. */
  public Sight sight() {
    return new Sight(
        Stream.of(Visibility.values()).filter(this::isOpen).map(Visibility::text).toList(),
        places(NamespaceRole.READER),
        writes() ? places(NamespaceRole.WRITER) : List.of());
  }

  private List<String> places(NamespaceRole least) {
    if (isAdmin() && only.isNone()) {
      return Sight.ANYWHERE;
    }
    return Stream.concat(
            namespacesWith(least).stream(),
            only.repositories().stream()
                .filter(
                    place ->
                        Restriction.namespaceOf(place)
                            .filter(namespace -> hasRole(least, namespace))
                            .isPresent()))
        .toList();
  }

  /** Namespaces that are covered as a whole, and where the caller has at least the role. */
  private List<String> namespacesWith(NamespaceRole least) {
    return Stream.concat(namespaces.keySet().stream(), only.namespaces().stream())
        .distinct()
        .filter(only::coversAll)
        .filter(namespace -> hasRole(least, namespace))
        .sorted()
        .toList();
  }

  /** The authorisation function. Administrators may everything their credential is good for. */
  public boolean may(Action action, ProtectedObject object) {
    boolean reading = action == Action.READ;
    if (!reading && !scopes.allow(new Permission(object.kind(), action))) {
      return false;
    }
    if (only.covers(object.kind(), object.namespace(), object.name())
        && hasRole(action.least(), object.namespace())) {
      return true;
    }
    return reading && isOpen(object.visibility());
  }

  /** Whether it is the platform role alone that opens the object, which is worth remembering. */
  public boolean readsByPlatformRole(ProtectedObject object) {
    return isAdmin() && !isOpen(object.visibility()) && roleIn(object.namespace()).isEmpty();
  }

  /**
   * Throws unless the caller may act on the object: the same 404 as for a missing object when it
   * may not even be read (401 never tells more), else a 403 that says what is needed.
   *
   * @param what kind of object for the message, for example {@code Dataset}
   * @param id the object's public name
   */
  public void require(Action action, ProtectedObject object, String what, Object id) {
    if (!may(Action.READ, object)) {
      throw ProblemException.notFound(what, id);
    }
    if (!may(action, object)) {
      requireScope(new Permission(object.kind(), action));
      requireCovered(object.kind(), object.namespace(), object.name());
      throw needsRole(action.least(), object.namespace());
    }
  }

  /**
   * Throws unless the caller may create an object.
   *
   * @param field which names the namespace in the caller's input
   * @param name of the object to be
   */
  public void requireCreation(ResourceKind kind, String field, String namespace, String name) {
    requireScope(new Permission(kind, Action.WRITE));
    if (!isAdmin() && roleIn(namespace).isEmpty()) {
      throw ProblemException.invalid(field, "is not a namespace that you belong to");
    }
    requireCovered(kind, namespace, name);
    if (!hasRole(Action.WRITE.least(), namespace)) {
      throw needsRole(Action.WRITE.least(), namespace);
    }
  }

  /** Administrators have every role everywhere. */
  private boolean hasRole(NamespaceRole least, String namespace) {
    return isAdmin() || roleIn(namespace).map(role -> role.includes(least)).orElse(false);
  }

  private boolean isOpen(Visibility visibility) {
    return visibility == Visibility.PUBLIC
        || (visibility == Visibility.INTERNAL && !isAnonymous() && only.isNone());
  }

  private void requireCovered(ResourceKind kind, String namespace, String name) {
    if (!only.covers(kind, namespace, name)) {
      throw ProblemException.forbidden(
          "The credential is limited to %s".formatted(String.join(", ", only.places())));
    }
  }

  private static ProblemException needsRole(NamespaceRole role, String namespace) {
    return ProblemException.forbidden(
        "This needs the role %s in %s; an owner of %s can grant it"
            .formatted(role.text(), namespace, namespace));
  }
}
