package dev.trainyard.hub.download;

import dev.trainyard.blob.BlobStore;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.hub.repository.Repositories;
import dev.trainyard.hub.repository.RepositoryRef;
import dev.trainyard.hub.revision.Revision;
import dev.trainyard.hub.revision.Revisions;
import dev.trainyard.hub.tree.FileEntry;
import dev.trainyard.hub.tree.TreeReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;

/** Finds the file behind a download. */
@ApplicationScoped
public class Downloads {

  private final Revisions revisions;
  private final TreeReader trees;
  private final BlobStore store;

  Downloads(Revisions revisions, TreeReader trees, BlobStore store) {
    this.revisions = revisions;
    this.trees = trees;
    this.store = store;
  }

  /** The file at a path of a revision; 404 when there is none. */
  public Download find(RepositoryRef repository, String revisionText, String path) {
    Revision revision = revisions.resolve(repository, revisionText);
    FileEntry file =
        trees.file(revision, path).orElseThrow(() -> ProblemException.notFound("File", path));
    Path content =
        store
            .localFile(file.blob())
            .orElseThrow(() -> new IllegalStateException("No content for blob " + file.blob()));
    return new Download(file, revision, content, Repositories.isPublic(repository));
  }
}
