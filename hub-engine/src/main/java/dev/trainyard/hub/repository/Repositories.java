package dev.trainyard.hub.repository;

import dev.trainyard.commons.naming.Names;
import dev.trainyard.commons.paging.Cursor;
import dev.trainyard.commons.paging.Page;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Action;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.commons.security.ProtectedObject;
import dev.trainyard.commons.security.ReadableObjects;
import dev.trainyard.commons.security.Visibility;
import dev.trainyard.hub.HubKind;
import dev.trainyard.hub.sql.DuplicateRowException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The use cases of repositories, and the one place where access to a repository is decided. The
 * unique constraint decides concurrent creations.
 */
@ApplicationScoped
public class Repositories {

  public static final String DEFAULT_BRANCH = "main";
  private static final int MOST_SEARCH = 100;

  private final RepositoryTable table;
  private final HubKind kind;
  private final Event<RepositoryDeleted> deleted;
  private final HubTrail trail;

  Repositories(
      RepositoryTable table, HubKind kind, Event<RepositoryDeleted> deleted, HubTrail trail) {
    this.table = table;
    this.kind = kind;
    this.deleted = deleted;
    this.trail = trail;
  }

  /** The repository, if the caller may act on it so; else 404 or 403 as {@link Caller} says. */
  public RepositoryRef require(Caller caller, Action action, String namespace, String name) {
    return row(caller, action, namespace, name).ref();
  }

  private RepositoryRow row(Caller caller, Action action, String namespace, String name) {
    String fullName = namespace + "/" + name;
    RepositoryRow row =
        (Names.isValid(namespace) && Names.isValid(name))
            ? table
                .find(namespace, name)
                .orElseThrow(() -> ProblemException.notFound(kind.noun(), fullName))
            : missing(fullName);
    ProtectedObject guarded = row.guarded(kind.guarded());
    caller.require(action, guarded, kind.noun(), fullName);
    if (action == Action.READ && caller.readsByPlatformRole(guarded)) {
      trail.seen(caller, row.ref());
    }
    return row;
  }

  private RepositoryRow missing(String fullName) {
    throw ProblemException.notFound(kind.noun(), fullName);
  }

  /** Throws unless the caller may create this repository; returns its namespace. */
  public String requireCreation(Caller caller, @NotNull @Valid CreateRepositoryRequest request) {
    String namespace = request.namespace() == null ? caller.name() : request.namespace();
    Names.require("name", request.name());
    if (namespace != null) {
      Names.requireNamespace("namespace", namespace);
    }
    caller.requireCreation(kind.guarded(), "namespace", namespace, request.name());
    return namespace;
  }

  /** Creates an empty repository with the branch {@code main}. */
  @Transactional
  public RepositoryResponse create(Caller caller, @NotNull @Valid CreateRepositoryRequest request) {
    String namespace = requireCreation(caller, request);
    try {
      table.insert(UUID.randomUUID(), request, namespace, caller.subject());
    } catch (DuplicateRowException e) {
      if (RepositoryTable.UNIQUE_NAME.equals(e.constraint())) {
        throw ProblemException.conflict(
            "%s %s/%s already exists".formatted(kind.noun(), namespace, request.name()));
      }
      throw e;
    }
    String fullName = namespace + "/" + request.name();
    trail.changed(
        caller, HubChange.CREATE, fullName, Map.of("visibility", request.visibility().text()));
    return response(caller, Action.WRITE, namespace, request.name());
  }

  public RepositoryResponse get(Caller caller, String namespace, String name) {
    return response(caller, Action.READ, namespace, name);
  }

  private RepositoryResponse response(Caller caller, Action action, String namespace, String name) {
    return row(caller, action, namespace, name).response(caller, kind.guarded());
  }

  public Page<RepositoryResponse> list(
      Caller caller, String namespace, String search, String cursor, int limit) {
    if (search != null && search.length() > MOST_SEARCH) {
      throw ProblemException.invalid("search", "must have at most " + MOST_SEARCH + " characters");
    }
    if (search != null && search.indexOf('\u0000') >= 0) {
      throw ProblemException.invalid("search", "must not hold control characters");
    }
    if (namespace != null && !Names.isValid(namespace)) {
      throw ProblemException.invalid("namespace", "is not a name");
    }
    Cursor after = Cursor.decode(cursor, 2);
    ReadableObjects readable = caller.readable(kind.guarded());
    if (readable.everything()) {
      trail.listed(caller);
    }
    return Page.of(
        table.list(readable, namespace, search, after, limit + 1),
        limit,
        row -> row.response(caller, kind.guarded()),
        row -> Cursor.of(row.updatedAt(), row.id()));
  }

  @Transactional
  public RepositoryResponse update(
      Caller caller,
      String namespace,
      String name,
      @NotNull @Valid UpdateRepositoryRequest request) {
    RepositoryRef repository = require(caller, Action.MANAGE, namespace, name);
    table.update(repository.id(), request);
    Map<String, String> details = new HashMap<>();
    if (request.visibility() != null) {
      details.put("visibility", request.visibility().text());
    }
    if (request.description() != null) {
      details.put("description", "changed");
    }
    trail.changed(caller, HubChange.UPDATE, repository.fullName(), details);
    return response(caller, Action.MANAGE, namespace, name);
  }

  /** Removes the repository and all its history; its blobs wait for the collector. */
  @Transactional
  public void delete(Caller caller, String namespace, String name) {
    RepositoryRef repository = require(caller, Action.MANAGE, namespace, name);
    deleted.fire(new RepositoryDeleted(repository));
    if (table.delete(repository.id()) == 0) {
      throw ProblemException.notFound(kind.noun(), repository.fullName());
    }
    trail.changed(caller, HubChange.DELETE, repository.fullName(), Map.of());
  }

  /** Marks the repository as changed now, within the transaction that changes it. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void changed(RepositoryRef repository) {
    table.changed(repository.id());
  }

  /** Holds off the repository's deletion until the transaction ends; 404 when it came first. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void keep(RepositoryRef repository) {
    if (!table.keep(repository.id())) {
      throw ProblemException.notFound(kind.noun(), repository.fullName());
    }
  }

  /** Whether anonymous readers may see it, which decides what shared caches may keep. */
  public static boolean isPublic(RepositoryRef repository) {
    return repository.visibility() == Visibility.PUBLIC;
  }
}
