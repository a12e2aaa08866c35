package dev.trainyard.commons.security;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an operation needs and a scope gives: an action on a kind of thing, written {@code
 * dataset:write}.
 */
public record Permission(ResourceKind kind, Action action) {

  /** The permission of that text, if there is one. */
  public static Optional<Permission> parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    String verb = text.substring(colon + 1);
    return ResourceKind.fromText(text.substring(0, colon))
        .flatMap(
            kind ->
                Stream.of(Action.values())
                    .filter(action -> verb(action).equals(verb))
                    .findFirst()
                    .map(action -> new Permission(kind, action)));
  }

  /** Whether this one is enough where {@code other} is needed: who may write may also read. */
  public boolean includes(Permission other) {
    return kind == other.kind && action.compareTo(other.action) >= 0;
  }

  /** The wire form, {@code dataset:write} and so on. */
  public String text() {
    return kind.text() + ":" + verb(action);
  }

  @Override
  public String toString() {
    return text();
  }

  private static String verb(Action action) {
    return action.name().toLowerCase(Locale.ROOT);
  }
}
