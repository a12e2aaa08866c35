package dev.trainyard.model.deployment;

import dev.trainyard.commons.paging.Cursor;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.commons.security.ReadableObjects;
import dev.trainyard.commons.security.ResourceKind;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Queries over {@link DeploymentEntity}. Transactions belong to the callers. */
@ApplicationScoped
class DeploymentRepository implements PanacheRepositoryBase<DeploymentEntity, UUID> {

  /** Index in {@code V101__deployment.sql} that makes names unique per namespace. */
  static final String UNIQUE_NAME = "deployment_namespace_name_key";

  /** Constraint that keeps a version while a deployment uses it. */
  static final String VERSION_EXISTS = "deployment_version_fkey";

  /** Key of the transaction lock under which the platform's limits are checked. */
  private static final long LIMITS_LOCK = 0x6465_706c_6f79L;

  Optional<DeploymentEntity> findByName(String namespace, String name) {
    return find("namespace = ?1 and name = ?2 and desired <> 'deleted'", namespace, name)
        .firstResultOptional();
  }

  /** As {@link #findByName}, and nobody else changes it until the transaction ends. */
  Optional<DeploymentEntity> lockByName(String namespace, String name) {
    return find("namespace = ?1 and name = ?2 and desired <> 'deleted'", namespace, name)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResultOptional();
  }

  /**
   * The deployment, locked, if this lease still is the valid one; empty when another service
   * instance decides now.
   */
  Optional<DeploymentEntity> lockFenced(Lease lease, UUID holder) {
    return find("id", lease.deployment())
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResultOptional()
        .filter(deployment -> deployment.heldBy(holder, lease));
  }

  /** Keyset page of what the caller may read, newest first. */
  List<DeploymentEntity> page(Caller caller, String namespace, Cursor after, int rows) {
    var query = new StringBuilder("desired <> 'deleted'");
    Map<String, Object> parameters = new HashMap<>();
    ReadableObjects readable = caller.readable(ResourceKind.DEPLOYMENT);
    if (!readable.everything()) {
      query.append(" and (namespace in (:mine) or visibility in (:open))");
      parameters.put("mine", readable.namespaces());
      parameters.put("open", readable.visibilityTexts());
    }
    if (namespace != null) {
      query.append(" and namespace = :namespace");
      parameters.put("namespace", namespace);
    }
    if (after != null) {
      query.append(" and (createdAt < :at or (createdAt = :at and id < :id))");
      parameters.put("at", after.instant(0));
      parameters.put("id", after.uuid(1));
    }
    query.append(" order by createdAt desc, id desc");
    return find(query.toString(), parameters).page(0, rows).list();
  }

  /** Makes concurrent changes that count against the limits wait for each other. */
  void lockLimits() {
    getEntityManager()
        .createNativeQuery("SELECT 1 FROM pg_advisory_xact_lock(:key)")
        .setParameter("key", LIMITS_LOCK)
        .getSingleResult();
  }

  /** Deployments of the whole platform. */
  long countKept() {
    return number("SELECT count(*) FROM deployment_load WHERE desired <> 'deleted'");
  }

  /** Replicas that all running deployments of the platform but one want together. */
  long replicasWantedBeside(UUID deployment) {
    return number(
        "SELECT coalesce(sum(desired_replicas), 0) FROM deployment_load"
            + " WHERE desired = 'running' AND id <> ?1",
        deployment);
  }

  /** Whether any deployment of the platform serves a version of the repository. */
  boolean isUsed(UUID repository) {
    return number("SELECT count(*) FROM deployment_load WHERE repository_id = ?1", repository) > 0;
  }

  private long number(String query, Object... parameters) {
    var statement = getEntityManager().createNativeQuery(query, Long.class);
    for (int i = 0; i < parameters.length; i++) {
      statement.setParameter(i + 1, parameters[i]);
    }
    return (Long) statement.getSingleResult();
  }

  /** What lies in the person's namespace, or serves a model that does. */
  List<DeploymentEntity> ofPerson(String name) {
    return list(
        "desired <> 'deleted' and (namespace = ?1 or model like ?2 escape '!')",
        name,
        name.replace("_", "!_") + "/%");
  }

  /** Those that the work at hand may see. */
  List<DeploymentEntity> usingRepository(UUID repository) {
    return list("repositoryId = ?1 order by createdAt", repository);
  }
}
