package dev.trainyard.hub.commit;

import dev.trainyard.blob.Blob;
import dev.trainyard.blob.BlobId;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.hub.repository.RepositoryRef;
import dev.trainyard.hub.revision.Revision;
import dev.trainyard.hub.revision.Revisions;
import dev.trainyard.hub.storage.BlobInbox;
import dev.trainyard.hub.tree.FileEntry;
import dev.trainyard.hub.tree.FilePath;
import dev.trainyard.hub.tree.TreeReader;
import dev.trainyard.hub.upload.Upload;
import dev.trainyard.hub.upload.Uploads;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks a request's operations one by one and turns inline contents into blobs. */
@ApplicationScoped
class CommitPlanner {

  private static final int MOST_INLINE = 256 * 1024;

  private final Uploads uploads;
  private final BlobInbox inbox;
  private final Revisions revisions;
  private final TreeReader trees;

  CommitPlanner(Uploads uploads, BlobInbox inbox, Revisions revisions, TreeReader trees) {
    this.uploads = uploads;
    this.inbox = inbox;
    this.revisions = revisions;
    this.trees = trees;
  }

  CommitPlan plan(Caller caller, RepositoryRef repository, CommitRequest request) {
    requireWellFormed(request.operations());
    var plan =
        new CommitPlan(new ArrayList<>(), new ArrayList<>(), new HashMap<>(), new HashSet<>());
    Map<String, Revision> sources = new HashMap<>();
    for (int i = 0; i < request.operations().size(); i++) {
      OperationRequest operation = request.operations().get(i);
      switch (operation.op()) {
        case DELETE -> plan.removed().put(operation.path(), i);
        case COPY -> plan.copied().add(copied(repository, operation, i, sources));
        case ADD -> plan.added().add(new AddedFile(i, added(caller, repository, operation, i)));
      }
      if (operation.uploadId() != null) {
        plan.uploads().add(operation.uploadId());
      }
    }
    return plan;
  }

  private static void requireWellFormed(List<OperationRequest> operations) {
    Set<String> paths = new HashSet<>();
    for (int i = 0; i < operations.size(); i++) {
      OperationRequest operation = operations.get(i);
      FilePath.require(field(i, "path"), operation.path());
      if (!paths.add(operation.path())) {
        throw ProblemException.invalid(field(i, "path"), "is named by an earlier operation");
      }
      if (!operation.isConsistent()) {
        throw ProblemException.invalid(
            "operations[" + i + "]",
            "add takes uploadId or contentBase64, copy takes fromRev and fromPath, delete neither");
      }
    }
  }

  private FileEntry copied(
      RepositoryRef repository, OperationRequest operation, int i, Map<String, Revision> sources) {
    Revision source =
        sources.computeIfAbsent(
            operation.fromRev(),
            text ->
                revisions
                    .find(repository, text)
                    .orElseThrow(
                        () ->
                            ProblemException.unprocessable(
                                field(i, "fromRev"), "is not a revision")));
    FileEntry file =
        trees
            .file(source, operation.fromPath())
            .orElseThrow(
                () ->
                    ProblemException.unprocessable(
                        field(i, "fromPath"), "is not a file of that revision"));
    return new FileEntry(operation.path(), file.blob(), file.sizeBytes());
  }

  private FileEntry added(
      Caller caller, RepositoryRef repository, OperationRequest operation, int i) {
    if (operation.uploadId() == null) {
      Blob blob = inbox.store(decoded(operation.contentBase64(), i));
      return new FileEntry(operation.path(), blob.id(), blob.sizeBytes());
    }
    Upload upload = upload(caller, repository, operation, i);
    if (upload.state() != Upload.State.COMPLETE) {
      throw ProblemException.unprocessable(
          field(i, "uploadId"),
          "is not complete: %d of %d bytes are there"
              .formatted(upload.received(), upload.length()));
    }
    return new FileEntry(operation.path(), new BlobId(upload.sha256()), upload.length());
  }

  private Upload upload(
      Caller caller, RepositoryRef repository, OperationRequest operation, int i) {
    try {
      return uploads.get(caller, repository, operation.uploadId());
    } catch (ProblemException e) {
      if (e.type() != ProblemType.NOT_FOUND && e.type() != ProblemType.GONE) {
        throw e;
      }
      throw ProblemException.unprocessable(
          field(i, "uploadId"), "is not an upload of yours that can be committed");
    }
  }

  private static byte[] decoded(String base64, int i) {
    String field = field(i, "contentBase64");
    if (base64.length() > MOST_INLINE / 3 * 4 + 8) {
      throw ProblemException.invalid(field, "holds more than 256 KiB; upload it instead");
    }
    try {
      byte[] content = Base64.getDecoder().decode(base64);
      if (content.length > MOST_INLINE) {
        throw ProblemException.invalid(field, "holds more than 256 KiB; upload it instead");
      }
      return content;
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid(field, "is not base64");
    }
  }

  private static String field(int operation, String name) {
    return "operations[" + operation + "]." + name;
  }
}
