package dev.trainyard.model.deployment;

import dev.trainyard.commons.naming.Names;
import dev.trainyard.commons.naming.RepositoryId;
import dev.trainyard.commons.paging.Cursor;
import dev.trainyard.commons.paging.Page;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Action;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.commons.security.ResourceKind;
import dev.trainyard.commons.security.Visibility;
import dev.trainyard.model.version.DeployableVersion;
import dev.trainyard.model.version.VersionCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import org.hibernate.exception.ConstraintViolationException;

/** The use cases of deployments. Each method is one transaction and changes intent only. */
@ApplicationScoped
class DeploymentService {

  private final DeploymentRepository deployments;
  private final DeploymentRules rules;
  private final DeploymentViews views;
  private final Limits limits;
  private final VersionCatalog versions;
  private final DeploymentTrail trail;

  DeploymentService(
      DeploymentRepository deployments,
      DeploymentRules rules,
      DeploymentViews views,
      Limits limits,
      VersionCatalog versions,
      DeploymentTrail trail) {
    this.deployments = deployments;
    this.rules = rules;
    this.views = views;
    this.limits = limits;
    this.versions = versions;
    this.trail = trail;
  }

  /** Throws unless the caller may create this deployment; returns its namespace. */
  String requireCreation(CreateDeploymentRequest request, Caller caller) {
    String namespace =
        request.namespace() == null && !caller.isAnonymous()
            ? caller.name()
            : Names.requireNamespace("namespace", request.namespace());
    Names.require("name", request.name());
    caller.requireCreation(ResourceKind.DEPLOYMENT, "namespace", namespace, request.name());
    return namespace;
  }

  /** Deploys a version; the unique index decides when two callers want one name. */
  @Transactional
  DeploymentResponse create(CreateDeploymentRequest request, Caller caller) {
    String namespace = requireCreation(request, caller);
    DeployableVersion version =
        versions.deployable(
            caller, RepositoryId.parse("model", request.model()), request.version());
    var deployment =
        new DeploymentEntity(
                namespace,
                request.name(),
                request.visibility(),
                caller,
                Clock.systemUTC().instant())
            .serving(
                version.repositoryId(),
                version.model().toString(),
                version.number(),
                request.replicas());
    limits.requireRoomForDeployment();
    limits.requireRoomForReplicas(deployment, request.replicas());
    try {
      deployments.persistAndFlush(deployment);
    } catch (ConstraintViolationException e) {
      throw refused(e, deployment);
    }
    trail.changed(deployment, DeploymentAction.CREATE, caller);
    return views.of(deployment, caller);
  }

  @Transactional
  Page<DeploymentResponse> list(Caller caller, String namespace, Cursor after, int limit) {
    trail.listed(caller);
    List<DeploymentEntity> rows = deployments.page(caller, namespace, after, limit + 1);
    var shown = views.of(rows.subList(0, Math.min(limit, rows.size())), caller);
    return Page.of(
        rows,
        limit,
        deployment -> shown.get(deployment.id()),
        last -> Cursor.of(last.createdAt(), last.id()));
  }

  @Transactional
  DeploymentResponse get(String namespace, String name, Caller caller) {
    DeploymentEntity deployment = readable(namespace, name, caller);
    trail.seen(deployment, caller);
    return views.of(deployment, caller);
  }

  @Transactional
  DeploymentResponse update(
      String namespace, String name, UpdateDeploymentRequest request, Caller caller) {
    DeploymentEntity deployment = locked(namespace, name, caller);
    rules.require(Action.WRITE, deployment, caller);
    Visibility visibility =
        request.visibility() == null ? deployment.visibility() : request.visibility();
    if (visibility != deployment.visibility()) {
      rules.require(Action.MANAGE, deployment, caller);
    }
    int number = request.version() == null ? deployment.version() : request.version();
    if (number != deployment.version()) {
      versions.deployable(caller, RepositoryId.parse("model", deployment.model()), number);
    }
    int replicas = request.replicas() == null ? deployment.desiredReplicas() : request.replicas();
    if (deployment.desired() == DesiredState.RUNNING && replicas > deployment.desiredReplicas()) {
      limits.requireRoomForReplicas(deployment, replicas);
    }
    deployment.want(number, replicas, visibility, Clock.systemUTC().instant());
    return told(deployment, DeploymentAction.UPDATE, caller);
  }

  /** Starts it, or gives failed replicas another attempt when it is running already. */
  @Transactional
  DeploymentResponse start(String namespace, String name, Caller caller) {
    DeploymentEntity deployment = locked(namespace, name, caller);
    rules.require(Action.WRITE, deployment, caller);
    limits.requireRoomForReplicas(deployment, deployment.desiredReplicas());
    deployment.want(DesiredState.RUNNING, Clock.systemUTC().instant());
    return told(deployment, DeploymentAction.START, caller);
  }

  @Transactional
  DeploymentResponse stop(String namespace, String name, Caller caller) {
    DeploymentEntity deployment = locked(namespace, name, caller);
    rules.requireEnd(deployment, caller);
    deployment.want(DesiredState.STOPPED, Clock.systemUTC().instant());
    return told(deployment, DeploymentAction.STOP, caller);
  }

  /** It is gone for everyone at once; its replicas drain and end afterwards. */
  @Transactional
  void delete(String namespace, String name, Caller caller) {
    DeploymentEntity deployment = locked(namespace, name, caller);
    rules.requireEnd(deployment, caller);
    deployment.want(DesiredState.DELETED, Clock.systemUTC().instant());
    told(deployment, DeploymentAction.DELETE, caller);
  }

  private DeploymentResponse told(
      DeploymentEntity deployment, DeploymentAction action, Caller caller) {
    deployments.flush();
    DeploymentResponse response = views.of(deployment, caller);
    trail.changed(deployment, action, caller);
    return response;
  }

  private DeploymentEntity readable(String namespace, String name, Caller caller) {
    return deployments
        .findByName(namespace, name)
        .filter(deployment -> rules.mayRead(deployment, caller))
        .orElseThrow(() -> ProblemException.notFound("Deployment", namespace + "/" + name));
  }

  private DeploymentEntity locked(String namespace, String name, Caller caller) {
    return deployments
        .lockByName(namespace, name)
        .filter(deployment -> rules.mayRead(deployment, caller))
        .orElseThrow(() -> ProblemException.notFound("Deployment", namespace + "/" + name));
  }

  private static RuntimeException refused(
      ConstraintViolationException e, DeploymentEntity deployment) {
    if (DeploymentRepository.UNIQUE_NAME.equals(e.getConstraintName())) {
      return ProblemException.conflict("Deployment " + deployment.fullName() + " already exists");
    }
    if (DeploymentRepository.VERSION_EXISTS.equals(e.getConstraintName())) {
      return ProblemException.unprocessable("version", "was deleted with its model just now");
    }
    return e;
  }
}
