package dev.trainyard.model.version;

import dev.trainyard.commons.paging.Cursor;
import dev.trainyard.commons.paging.Page;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Action;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.data.audit.Actor;
import dev.trainyard.data.audit.AuditTrail;
import dev.trainyard.hub.repository.Repositories;
import dev.trainyard.hub.repository.RepositoryDeleted;
import dev.trainyard.hub.repository.RepositoryRef;
import dev.trainyard.hub.revision.References;
import dev.trainyard.hub.revision.Revision;
import dev.trainyard.hub.revision.Revisions;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;

/** The use cases of versions. Each method is one transaction. */
@ApplicationScoped
class VersionService {

  private final VersionRepository versions;
  private final Repositories repositories;
  private final Revisions revisions;
  private final References references;
  private final PackageAgreement agreement;
  private final AuditTrail trail;

  VersionService(
      VersionRepository versions,
      Repositories repositories,
      Revisions revisions,
      References references,
      PackageAgreement agreement,
      AuditTrail trail) {
    this.versions = versions;
    this.repositories = repositories;
    this.revisions = revisions;
    this.references = references;
    this.agreement = agreement;
    this.trail = trail;
  }

  /** Throws unless the caller may register versions of the model. */
  void requireWriter(Caller caller, String namespace, String name) {
    repositories.require(caller, Action.WRITE, namespace, name);
  }

  /** Registers a version and tags its commit. A job that registers again gets its first version. */
  @Transactional
  Registration register(
      Caller caller, String namespace, String name, CreateVersionRequest request) {
    RepositoryRef repository = repositories.require(caller, Action.WRITE, namespace, name);
    RegistrationRules.require(request);
    versions.lockNumbers(repository.id());
    Optional<VersionEntity> earlier =
        Optional.ofNullable(request.jobId()).flatMap(versions::findByJob);
    if (earlier.isPresent()) {
      return again(earlier.get(), repository, request.jobId());
    }
    Revision commit =
        revisions
            .find(repository, request.commit())
            .orElseThrow(
                () -> ProblemException.unprocessable("commit", "is not a commit of this model"));
    PackageContent content = agreement.read(request, commit);
    var version =
        new VersionEntity(
            new VersionKey(repository.id(), versions.nextNumber(repository.id())),
            request,
            content,
            caller.name(),
            Clock.systemUTC().instant());
    references.tag(repository, "v" + version.number(), request.commit());
    try {
      versions.persistAndFlush(version);
    } catch (ConstraintViolationException e) {
      if (VersionRepository.UNIQUE_JOB.equals(e.getConstraintName())) {
        throw otherModel(request.jobId());
      }
      throw e;
    }
    trail.success(
        Actor.of(caller),
        () -> "model.version-create",
        repository.fullName(),
        Map.of("version", String.valueOf(version.number()), "commit", request.commit()));
    return new Registration(VersionResponse.from(version), true);
  }

  private static Registration again(VersionEntity earlier, RepositoryRef repository, UUID job) {
    if (!earlier.repositoryId().equals(repository.id())) {
      throw otherModel(job);
    }
    return new Registration(VersionResponse.from(earlier), false);
  }

  private static ProblemException otherModel(UUID job) {
    return ProblemException.conflict("Job " + job + " has registered a version of another model");
  }

  @Transactional
  Page<VersionResponse> list(
      Caller caller, String namespace, String name, Cursor after, int limit) {
    RepositoryRef repository = repositories.require(caller, Action.READ, namespace, name);
    long below = after == null ? Integer.MAX_VALUE : after.number(0);
    return Page.of(
        versions.page(repository.id(), below, limit + 1),
        limit,
        VersionResponse::from,
        last -> Cursor.of(last.number()));
  }

  @Transactional
  VersionResponse get(Caller caller, String namespace, String name, int number) {
    RepositoryRef repository = repositories.require(caller, Action.READ, namespace, name);
    return versions
        .findByIdOptional(new VersionKey(repository.id(), number))
        .map(VersionResponse::from)
        .orElseThrow(
            () -> ProblemException.notFound("Version", repository.fullName() + " v" + number));
  }

  /**
   * Versions go with their repository. After the observers that explain a refusal; this one decides
   * the race with a deployment that is made at the same time.
   */
  void forget(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) RepositoryDeleted event) {
    try {
      versions.deleteOf(event.repository().id());
    } catch (ConstraintViolationException e) {
      throw ProblemException.conflict(
          "Model %s is used by a deployment; delete the deployment first"
              .formatted(event.repository().fullName()));
    }
  }

  /** A version and whether this very request made it. */
  record Registration(VersionResponse version, boolean isNew) {}
}
