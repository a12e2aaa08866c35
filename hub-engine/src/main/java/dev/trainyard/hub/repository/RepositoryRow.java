package dev.trainyard.hub.repository;

import dev.trainyard.commons.security.Action;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.commons.security.ProtectedObject;
import dev.trainyard.commons.security.ResourceKind;
import dev.trainyard.commons.security.Visibility;
import dev.trainyard.hub.sql.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/** A repository with the head of its default branch, as the database holds them. */
record RepositoryRow(
    UUID id,
    String namespace,
    String name,
    Visibility visibility,
    String description,
    Instant createdAt,
    Instant updatedAt,
    RepositoryResponse.Head head,
    long sizeBytes,
    long fileCount) {

  static RepositoryRow from(Row row) throws SQLException {
    String commit = row.text("commit_id");
    return new RepositoryRow(
        row.uuid("id"),
        row.text("namespace"),
        row.text("name"),
        Visibility.fromText(row.text("visibility")),
        row.text("description"),
        row.instant("created_at"),
        row.instant("updated_at"),
        commit == null
            ? null
            : new RepositoryResponse.Head(
                commit,
                row.text("commit_message"),
                row.text("commit_author"),
                row.instant("committed_at")),
        row.number("size_bytes"),
        row.number("file_count"));
  }

  RepositoryRef ref() {
    return new RepositoryRef(id, namespace, name, visibility);
  }

  /** The repository as far as access to it is decided on. */
  ProtectedObject guarded(ResourceKind kind) {
    return new ProtectedObject(kind, namespace, name, visibility);
  }

  RepositoryResponse response(Caller caller, ResourceKind kind) {
    ProtectedObject guarded = guarded(kind);
    return new RepositoryResponse(
        id,
        namespace,
        name,
        visibility,
        description,
        Repositories.DEFAULT_BRANCH,
        head,
        sizeBytes,
        fileCount,
        createdAt,
        updatedAt,
        new RepositoryResponse.Permissions(
            caller.may(Action.WRITE, guarded), caller.may(Action.MANAGE, guarded)));
  }
}
