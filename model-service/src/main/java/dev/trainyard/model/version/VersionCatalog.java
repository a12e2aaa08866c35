package dev.trainyard.model.version;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trainyard.commons.naming.RepositoryId;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.commons.security.Action;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.hub.repository.Repositories;
import dev.trainyard.hub.repository.RepositoryRef;
import dev.trainyard.model.serving.PackageFile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What deployments need to know of versions. */
@ApplicationScoped
public class VersionCatalog {

  private final VersionRepository versions;
  private final Repositories repositories;
  private final PackageReader packages;

  VersionCatalog(VersionRepository versions, Repositories repositories, PackageReader packages) {
    this.versions = versions;
    this.repositories = repositories;
    this.packages = packages;
  }

  /** The version, or the 422 that says why it cannot be deployed by this caller. */
  @Transactional
  public DeployableVersion deployable(Caller caller, RepositoryId model, int number) {
    RepositoryRef repository = readable(caller, model);
    VersionEntity version =
        versions
            .findByIdOptional(new VersionKey(repository.id(), number))
            .orElseThrow(
                () ->
                    ProblemException.unprocessable(
                        "version", "%d is not a version of %s".formatted(number, model)));
    if (packages.document(version.files(), PackageReader.EXAMPLE).isEmpty()) {
      throw ProblemException.unprocessable(
          "version", "has no example.json, so nothing could tell whether it works");
    }
    return new DeployableVersion(repository.id(), model, number);
  }

  private RepositoryRef readable(Caller caller, RepositoryId model) {
    try {
      return repositories.require(caller, Action.READ, model.namespace(), model.name());
    } catch (ProblemException e) {
      if (e.type() == ProblemType.NOT_FOUND) {
        throw ProblemException.unprocessable("model", "does not exist, or you may not read it");
      }
      throw e;
    }
  }

  /** The files of a version; whoever may deploy it was checked when that was asked for. */
  @Transactional
  public List<PackageFile> files(UUID repository, int number) {
    return versions.findById(new VersionKey(repository, number)).files();
  }

  /** The {@code example.json} of a version. */
  @Transactional
  public Optional<JsonNode> example(UUID repository, int number) {
    return packages.document(files(repository, number), PackageReader.EXAMPLE);
  }
}
