package dev.trainyard.hub.commit;

import dev.trainyard.commons.security.Caller;
import dev.trainyard.hub.repository.RepositoryRef;
import dev.trainyard.hub.revision.CommitResponse;
import dev.trainyard.hub.revision.Revision;
import dev.trainyard.hub.sql.Sql;
import dev.trainyard.hub.tree.TreeWriter.Placed;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** Writes rows of {@code hub_commit}. */
@ApplicationScoped
class CommitTable {

  private static final String INSERT =
      "INSERT INTO hub_commit (repository_id, id, line_id, seq, parent_id, message, author, author_id,"
          + " created_at, added, removed, file_count, size_bytes)"
          + " SELECT ?, ?, ?, ?, ?, ?, ?, ?, now(), ?, ?,"
          + " COALESCE(p.file_count, 0) + ?, COALESCE(p.size_bytes, 0) + ?"
          + " FROM (SELECT 1) AS one LEFT JOIN hub_commit p"
          + " ON p.repository_id = ? AND p.id = ?::text RETURNING created_at";

  private final Sql sql;

  CommitTable(Sql sql) {
    this.sql = sql;
  }

  /** What a commit says about itself. */
  record Text(String message, int added, int removed) {}

  CommitResponse insert(
      Caller author, RepositoryRef repository, Revision parent, Placed placed, Text text) {
    String id = newId(repository, parent, author, text);
    return sql.first(
            INSERT,
            row ->
                new CommitResponse(
                    id,
                    parent.isEmpty() ? List.of() : List.of(parent.commitId()),
                    text.message(),
                    author.name(),
                    row.instant("created_at"),
                    text.added(),
                    text.removed()),
            repository.id(),
            id,
            placed.lineId(),
            placed.seq(),
            parent.commitId(),
            text.message(),
            author.name(),
            author.subject(),
            text.added(),
            text.removed(),
            placed.files(),
            placed.bytes(),
            repository.id(),
            parent.commitId())
        .orElseThrow();
  }

  /**
   * 160 bits of a hash over the commit's place, words and a nonce: unique, and told to nobody
   * before.
   */
  private static String newId(RepositoryRef repository, Revision parent, Caller author, Text text) {
    String identity =
        String.join(
            "\n",
            repository.id().toString(),
            String.valueOf(parent.commitId()),
            author.subject().toString(),
            text.message(),
            UUID.randomUUID().toString());
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 20);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
