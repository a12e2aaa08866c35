package dev.trainyard.data.idempotency;

import dev.trainyard.data.person.ErasedPerson;
import dev.trainyard.data.person.PersonalData;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** A person's keys, and kept answers that name the person; both can go, nothing refers to them. */
@ApplicationScoped
class PersonalKeys implements PersonalData {

  private static final int AFTER_WHAT_THEY_MADE = 90;

  private final KeyTable keys;

  PersonalKeys(KeyTable keys) {
    this.keys = keys;
  }

  @Override
  public int order() {
    return AFTER_WHAT_THEY_MADE;
  }

  @Override
  public void erase(ErasedPerson person, Map<String, Long> counts) {
    counts.put("idempotencyKeys", (long) keys.erase(person.id(), person.pattern()));
  }

  @Override
  public Map<String, String> exports() {
    return Map.of(
        "idempotencyKey",
        "SELECT k.key, k.operation, k.created_at, k.status, k.location FROM idempotency_key k,"
            + " person WHERE k.caller_id = person.id ORDER BY k.created_at, k.key");
  }
}
