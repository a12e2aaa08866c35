package dev.trainyard.auth.account;

import dev.trainyard.commons.problem.ProblemException;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.jpa.SpecHints;

/** Queries over {@link AccountEntity}. Transactions belong to the callers. */
@ApplicationScoped
class AccountRepository implements PanacheRepositoryBase<AccountEntity, UUID> {

  /** Hibernate's time-out that means {@code SKIP LOCKED}. */
  private static final int SKIP_LOCKED = -2;

  Optional<AccountEntity> byName(String name) {
    return find("name", name).firstResultOptional();
  }

  Optional<AccountEntity> byEmail(String email) {
    return find("email", email).firstResultOptional();
  }

  /** The account as it is now, held until the transaction ends. */
  Optional<AccountEntity> locked(UUID id) {
    Optional<AccountEntity> found = findByIdOptional(id);
    found.ifPresent(account -> getEntityManager().refresh(account, LockModeType.PESSIMISTIC_WRITE));
    return found;
  }

  /** The account whose deletion is due the longest and that no other transaction holds. */
  Optional<AccountEntity> nextDue(Instant now) {
    return find("deletionAt <= ?1 order by deletionAt, id", now)
        .page(0, 1)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .withHint(SpecHints.HINT_SPEC_LOCK_TIMEOUT, SKIP_LOCKED)
        .firstResultOptional();
  }

  /** Whether the erasure of the holder has been decided on, which cannot be taken back. */
  boolean isBeingErased(UUID id) {
    return !getEntityManager()
        .createNativeQuery("SELECT 1 FROM erasure WHERE person = :account", Integer.class)
        .setParameter("account", id)
        .getResultList()
        .isEmpty();
  }

  /** Administrators who are people and may sign in, the first one first. */
  List<AccountEntity> administrators(int rows) {
    return find("admin and active and not operator order by createdAt, id").page(0, rows).list();
  }

  Optional<AccountEntity> operatorAccount() {
    return find("operator").firstResultOptional();
  }

  /** Names that begin with {@code prefix}, strictly after {@code afterName}. */
  List<AccountEntity> listAfter(String prefix, String afterName, int rows) {
    String pattern = prefix.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    return find("name like ?1 escape '\\' and name > ?2 order by name", pattern, afterName)
        .page(0, rows)
        .list();
  }

  /** Writes changes to the database, whose key decides whose an address is; 409 for the others. */
  void flushEmail() {
    try {
      flush();
    } catch (ConstraintViolationException e) {
      if ("account_email_key".equals(e.getConstraintName())) {
        throw ProblemException.conflict("The e-mail address is in use by another account");
      }
      throw e;
    }
  }

  /** Claims a name of the URL space; false when somebody has it. */
  boolean claimName(String name) {
    return getEntityManager()
            .createNativeQuery(
                "INSERT INTO namespace (name, kind) VALUES (:name, 'user') ON CONFLICT DO NOTHING")
            .setParameter("name", name)
            .executeUpdate()
        == 1;
  }
}
