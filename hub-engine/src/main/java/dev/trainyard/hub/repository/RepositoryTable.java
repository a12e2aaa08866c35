package dev.trainyard.hub.repository;

import dev.trainyard.commons.paging.Cursor;
import dev.trainyard.commons.security.ReadableObjects;
import dev.trainyard.hub.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Statements over {@code hub_repository}. */
@ApplicationScoped
class RepositoryTable {

  static final String UNIQUE_NAME = "hub_repository_namespace_name_key";

  private static final String SELECT =
      "SELECT r.*, c.id AS commit_id, c.message AS commit_message, c.author AS commit_author,"
          + " c.created_at AS committed_at, c.size_bytes, c.file_count"
          + " FROM hub_repository r"
          + " LEFT JOIN hub_branch b ON b.repository_id = r.id AND b.name = 'main'"
          + " LEFT JOIN hub_commit c ON c.repository_id = r.id AND c.id = b.commit_id";
  private static final String INSERT =
      "INSERT INTO hub_repository (id, namespace, name, visibility, description, created_by,"
          + " created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, now(), now())";

  private final Sql sql;

  RepositoryTable(Sql sql) {
    this.sql = sql;
  }

  Optional<RepositoryRow> find(String namespace, String name) {
    return sql.first(
        SELECT + " WHERE r.namespace = ? AND r.name = ?", RepositoryRow::from, namespace, name);
  }

  void insert(UUID id, CreateRepositoryRequest request, String namespace, UUID creator) {
    sql.update(
        INSERT,
        id,
        namespace,
        request.name(),
        request.visibility().text(),
        request.description(),
        creator);
    sql.update(
        "INSERT INTO hub_branch (repository_id, name) VALUES (?, ?)",
        id,
        Repositories.DEFAULT_BRANCH);
  }

  void update(UUID id, UpdateRepositoryRequest request) {
    sql.update(
        "UPDATE hub_repository SET visibility = COALESCE(?::text, visibility),"
            + " description = COALESCE(?::text, description), updated_at = now() WHERE id = ?",
        request.visibility() == null ? null : request.visibility().text(),
        request.description(),
        id);
  }

  int delete(UUID id) {
    return sql.update("DELETE FROM hub_repository WHERE id = ?", id);
  }

  void changed(UUID id) {
    sql.update("UPDATE hub_repository SET updated_at = now() WHERE id = ?", id);
  }

  /** Whether the row is still there; it cannot be deleted before the transaction ends. */
  boolean keep(UUID id) {
    return sql.first("SELECT 1 FROM hub_repository WHERE id = ? FOR KEY SHARE", row -> true, id)
        .isPresent();
  }

  /** What the caller may read, newest change first, along an index. */
  List<RepositoryRow> list(
      ReadableObjects readable, String namespace, String search, Cursor after, int rows) {
    Listing listing = listing(readable, namespace, search, after, rows);
    return sql.list(listing.statement(), RepositoryRow::from, listing.parameters().toArray());
  }

  /** The statement behind a list, with its parameters. */
  record Listing(String statement, List<Object> parameters) {}

  static Listing listing(
      ReadableObjects readable, String namespace, String search, Cursor after, int rows) {
    var where = new StringBuilder(SELECT).append(" WHERE true");
    List<Object> parameters = new ArrayList<>();
    if (!readable.everything()) {
      where.append(" AND (r.visibility = ANY(?) OR r.namespace = ANY(?)");
      parameters.add(readable.visibilityTexts().toArray(String[]::new));
      parameters.add(readable.namespaces().toArray(String[]::new));
      if (!readable.names().isEmpty()) {
        where.append(" OR (r.namespace || '/' || r.name) = ANY(?)");
        parameters.add(readable.names().toArray(String[]::new));
      }
      where.append(')');
    }
    if (namespace != null) {
      where.append(" AND r.namespace = ?");
      parameters.add(namespace);
    }
    if (search != null) {
      where.append(" AND r.id IN (SELECT t.id FROM hub_repository_text t WHERE t.text ILIKE ?)");
      parameters.add("%" + search.replaceAll("([\\\\%_])", "\\\\$1") + "%");
    }
    if (after != null) {
      where.append(" AND (r.updated_at, r.id) < (?, ?)");
      parameters.add(after.instant(0));
      parameters.add(after.uuid(1));
    }
    where.append(" ORDER BY r.updated_at DESC, r.id DESC LIMIT ?");
    parameters.add(rows);
    return new Listing(where.toString(), parameters);
  }
}
