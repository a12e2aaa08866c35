package dev.trainyard.auth.key;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Queries over {@link SigningKeyEntity}. Transactions belong to the callers. */
@ApplicationScoped
class SigningKeyRepository implements PanacheRepositoryBase<SigningKeyEntity, String> {

  /** Every key that a verifier may meet, oldest first. */
  List<SigningKeyEntity> inKeySet() {
    return list("state <> ?1 order by publishedAt, id", KeyState.REMOVED);
  }

  Optional<SigningKeyEntity> only(KeyState state) {
    return find("state", state).firstResultOptional();
  }

  List<SigningKeyEntity> retired() {
    return list("state", KeyState.RETIRED);
  }
}
