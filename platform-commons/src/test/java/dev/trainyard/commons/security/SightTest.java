package dev.trainyard.commons.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rule, the form of lists and the form of rows say the same, whoever asks for whatever. */
class SightTest {

  private static final List<String> NAMESPACES = List.of("ada", "acme", "bob");
  private static final List<String> NAMES = List.of("iris", "wine");
  private static final List<ResourceKind> KINDS =
      List.of(ResourceKind.DATASET, ResourceKind.MODEL, ResourceKind.DEPLOYMENT, ResourceKind.JOB);

  @Test
  void allFormsOfTheRuleAgree() {
    Random random = new Random(20_261_201);
    for (int i = 0; i < 5_000; i++) {
      Caller caller = caller(random);
      ProtectedObject object = object(random);
      boolean may = caller.may(Action.READ, object);
      assertThat(listed(caller, object)).as("%s lists %s", caller, object).isEqualTo(may);
      assertThat(seen(caller, object)).as("%s sees %s", caller, object).isEqualTo(may);
      if (caller.may(Action.WRITE, object)) {
        assertThat(changed(caller, object)).as("%s changes %s", caller, object).isTrue();
      }
      if (caller.writes() && caller.scopes().allow(new Permission(object.kind(), Action.WRITE))) {
        assertThat(changed(caller, object))
            .as("%s changes %s", caller, object)
            .isEqualTo(caller.may(Action.WRITE, object));
      }
    }
  }

  private static boolean listed(Caller caller, ProtectedObject object) {
    ReadableObjects readable = caller.readable(object.kind());
    return readable.everything()
        || readable.visibilities().contains(object.visibility())
        || readable.namespaces().contains(object.namespace())
        || readable.names().contains(object.namespace() + "/" + object.name());
  }

  private static boolean seen(Caller caller, ProtectedObject object) {
    return caller.sight().visibilities().contains(object.visibility().text())
        || words(object).anyMatch(caller.sight().reads()::contains);
  }

  private static boolean changed(Caller caller, ProtectedObject object) {
    return words(object).anyMatch(caller.sight().writes()::contains);
  }

  /** As the policies have them: a repository is a place of its own. */
  private static Stream<String> words(ProtectedObject object) {
    Stream<String> all = Stream.of("*", object.namespace());
    return switch (object.kind()) {
      case DATASET, MODEL ->
          Stream.concat(
              all, Stream.of(Restriction.place(object.kind(), object.namespace(), object.name())));
      default -> all;
    };
  }

  private static ProtectedObject object(Random random) {
    ResourceKind kind = any(KINDS, random);
    return new ProtectedObject(
        kind,
        any(NAMESPACES, random),
        any(NAMES, random),
        kind == ResourceKind.JOB ? Visibility.PRIVATE : any(List.of(Visibility.values()), random));
  }

  private static Caller caller(Random random) {
    if (random.nextInt(20) == 0) {
      return Caller.anonymous();
    }
    Map<String, NamespaceRole> roles = new HashMap<>();
    NAMESPACES.stream()
        .filter(_ -> random.nextBoolean())
        .forEach(name -> roles.put(name, any(List.of(NamespaceRole.values()), random)));
    return new Caller(
        UUID.randomUUID(),
        "ada",
        random.nextInt(3) == 0 ? Set.of("user", "admin") : Set.of("user"),
        roles,
        Scopes.parse(any(List.of("read", "write", "write admin", "dataset:write read"), random)),
        restriction(random),
        "token",
        Optional.empty(),
        Optional.empty());
  }

  private static Restriction restriction(Random random) {
    if (random.nextBoolean()) {
      return Restriction.none();
    }
    Set<String> places = new HashSet<>();
    for (String namespace : NAMESPACES) {
      switch (random.nextInt(4)) {
        case 0 -> places.add(namespace);
        case 1 -> places.add("datasets/" + namespace + "/" + any(NAMES, random));
        case 2 -> places.add("models/" + namespace + "/" + any(NAMES, random));
        default -> {}
      }
    }
    return Restriction.to(places);
  }

  private static <T> T any(List<T> choices, Random random) {
    return choices.get(random.nextInt(choices.size()));
  }
}
