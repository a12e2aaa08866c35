package dev.trainyard.model.version;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Queries over {@link VersionEntity}. Transactions belong to the callers. */
@ApplicationScoped
class VersionRepository implements PanacheRepositoryBase<VersionEntity, VersionKey> {

  /** Constraint that makes a job register once, in whatever repository. */
  static final String UNIQUE_JOB = "model_version_job_id_key";

  /** First half of the key of the lock under which a repository's numbers are given out. */
  private static final int NUMBERS_LOCK = 0x7665_7273;

  /** Concurrent registrations in one repository wait here, so that numbers have no gaps. */
  void lockNumbers(UUID repository) {
    getEntityManager()
        .createNativeQuery("SELECT 1 FROM pg_advisory_xact_lock(:space, :repository)")
        .setParameter("space", NUMBERS_LOCK)
        .setParameter("repository", repository.hashCode())
        .getSingleResult();
  }

  int nextNumber(UUID repository) {
    return getEntityManager()
        .createQuery(
            "select coalesce(max(v.key.number), 0) + 1 from VersionEntity v"
                + " where v.key.repositoryId = :repository",
            Integer.class)
        .setParameter("repository", repository)
        .getSingleResult();
  }

  Optional<VersionEntity> findByJob(UUID job) {
    return find("jobId", job).firstResultOptional();
  }

  /** Keyset page, highest number first. */
  List<VersionEntity> page(UUID repository, long below, int rows) {
    return find(
            "key.repositoryId = ?1 and key.number < ?2 order by key.number desc",
            repository,
            (int) Math.min(below, Integer.MAX_VALUE))
        .page(0, rows)
        .list();
  }

  long deleteOf(UUID repository) {
    return getEntityManager()
        .createQuery("delete from VersionEntity v where v.key.repositoryId = :repository")
        .setParameter("repository", repository)
        .executeUpdate();
  }
}
