package dev.trainyard.auth.erasure;

import dev.trainyard.data.person.ErasedPerson;
import dev.trainyard.data.person.PersonalData;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Data of tests, erased last, whose erasure fails as long as a test wants it. */
@ApplicationScoped
class StubbornData implements PersonalData {

  private final Set<String> kept = ConcurrentHashMap.newKeySet();

  void keep(String name) {
    kept.add(name);
  }

  void give(String name) {
    kept.remove(name);
  }

  @Override
  public int order() {
    return 99;
  }

  @Override
  public void erase(ErasedPerson person, Map<String, Long> counts) {
    if (kept.contains(person.name())) {
      throw new IllegalStateException("What is held about " + person.name() + " stays");
    }
  }

  @Override
  public Map<String, String> exports() {
    return Map.of();
  }
}
