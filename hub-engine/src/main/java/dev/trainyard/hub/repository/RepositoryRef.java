package dev.trainyard.hub.repository;

import dev.trainyard.commons.security.Visibility;
import dev.trainyard.hub.sql.Row;
import java.sql.SQLException;
import java.util.UUID;

/** A repository that the caller was found to be allowed to act on. */
public record RepositoryRef(UUID id, String namespace, String name, Visibility visibility) {

  static RepositoryRef from(Row row) throws SQLException {
    return new RepositoryRef(
        row.uuid("id"),
        row.text("namespace"),
        row.text("name"),
        Visibility.fromText(row.text("visibility")));
  }

  /** {@code namespace/name}. */
  public String fullName() {
    return namespace + "/" + name;
  }
}
