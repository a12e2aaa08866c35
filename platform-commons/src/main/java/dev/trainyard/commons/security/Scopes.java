package dev.trainyard.commons.security;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a credential was made for, whatever its holder may do: {@code read} (to read everything that
 * the holder may), {@code write} (to change it as well), or single permissions such as {@code
 * dataset:write}. Holds nothing that it does not name.
 */
public final class Scopes {

  public static final String READ = "read";
  public static final String WRITE = "write";

  /** Lets the holder's platform roles count; it gives no permission by itself. */
  public static final String ADMIN = "admin";

  private static final Scopes NONE = new Scopes(List.of());

  private final Set<String> words;
  private final List<Permission> permissions;

  private Scopes(List<String> words) {
    this.words = Set.copyOf(words);
    this.permissions = words.stream().map(Permission::parse).flatMap(Optional::stream).toList();
  }

  public static Scopes none() {
    return NONE;
  }

  /** Reads the form of RFC 6749, section 3.3; words that nobody knows give nothing. */
  public static Scopes parse(String text) {
    return text == null ? NONE : of(List.of(text.split(" ")));
  }

  public static Scopes of(List<String> words) {
    return new Scopes(words.stream().filter(word -> !word.isBlank()).toList());
  }

  /** Whether {@code word} is one that {@link #of} understands. */
  public static boolean isKnown(String word) {
    return Set.of(READ, WRITE, ADMIN).contains(word) || Permission.parse(word).isPresent();
  }

  /** Whether a credential with these scopes may be used for it. */
  public boolean allow(Permission needed) {
    return words.contains(WRITE)
        || (needed.action() == Action.READ && words.contains(READ))
        || permissions.stream().anyMatch(held -> held.includes(needed));
  }

  /** Whether the credential may change anything at all. */
  public boolean change() {
    return words.contains(WRITE)
        || permissions.stream().anyMatch(held -> held.action() != Action.READ);
  }

  /** The form that {@link #parse} reads, in the order of the alphabet. */
  public String text() {
    return words.stream().sorted().collect(Collectors.joining(" "));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Scopes scopes && scopes.words.equals(words);
  }

  @Override
  public int hashCode() {
    return words.hashCode();
  }

  @Override
  public String toString() {
    return text();
  }

  /** All that there are, for documents and forms. */
  public static List<String> known() {
    return Stream.concat(
            Stream.of(READ, WRITE, ADMIN),
            Stream.of(ResourceKind.values())
                .flatMap(
                    kind ->
                        Stream.of(Action.values())
                            .map(action -> new Permission(kind, action).text())))
        .toList();
  }
}
