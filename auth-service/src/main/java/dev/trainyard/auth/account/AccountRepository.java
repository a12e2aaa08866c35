package dev.trainyard.auth.account;

import dev.trainyard.commons.problem.ProblemException;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;

/** Queries over {@link AccountEntity}. Transactions belong to the callers. */
@ApplicationScoped
class AccountRepository implements PanacheRepositoryBase<AccountEntity, UUID> {

  Optional<AccountEntity> byName(String name) {
    return find("name", name).firstResultOptional();
  }

  Optional<AccountEntity> byEmail(String email) {
    return find("email", email).firstResultOptional();
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
