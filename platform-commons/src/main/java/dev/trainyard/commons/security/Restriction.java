package dev.trainyard.commons.security;

import dev.trainyard.commons.naming.Names;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a credential is limited to, whatever its holder may reach: whole namespaces ({@code acme})
 * and single repositories ({@code datasets/acme/x}, {@code models/acme/y}). Outside of it the
 * caller is nobody's member.
 */
public final class Restriction {

  private static final Restriction NONE = new Restriction(Optional.empty());

  private static final Map<ResourceKind, String> PREFIXES =
      Map.of(ResourceKind.DATASET, "datasets/", ResourceKind.MODEL, "models/");

  private final Optional<Set<String>> places;

  private Restriction(Optional<Set<String>> places) {
    this.places = places;
  }

  /** No limit. */
  public static Restriction none() {
    return NONE;
  }

  /** A limit to these places; without any, to nothing at all. */
  public static Restriction to(Collection<String> places) {
    return new Restriction(Optional.of(Set.copyOf(places)));
  }

  /** The namespace that a place lies in; empty when the text names no place. */
  public static Optional<String> namespaceOf(String place) {
    String[] parts = place.split("/", -1);
    boolean repository =
        parts.length == 3
            && PREFIXES.containsValue(parts[0] + "/")
            && Names.isValid(parts[1])
            && Names.isValid(parts[2]);
    if (repository) {
      return Optional.of(parts[1]);
    }
    return parts.length == 1 && Names.isValid(place) ? Optional.of(place) : Optional.empty();
  }

  /** How a repository is named as a place. */
  public static String place(ResourceKind kind, String namespace, String name) {
    return PREFIXES.get(kind) + namespace + "/" + name;
  }

  public boolean isNone() {
    return places.isEmpty();
  }

  /** The places in the order of the alphabet; empty where there is no limit. */
  public List<String> places() {
    return places.stream().flatMap(Set::stream).sorted().toList();
  }

  /** Whether an object of that name lies within the limit. */
  public boolean covers(ResourceKind kind, String namespace, String name) {
    return places
        .map(
            all ->
                all.contains(namespace)
                    || (PREFIXES.containsKey(kind) && all.contains(place(kind, namespace, name))))
        .orElse(true);
  }

  boolean coversAll(String namespace) {
    return places.map(all -> all.contains(namespace)).orElse(true);
  }

  /** The places that are whole namespaces. */
  List<String> namespaces() {
    return places().stream().filter(place -> place.indexOf('/') < 0).toList();
  }

  /** The places that are single repositories. */
  List<String> repositories() {
    return places().stream().filter(place -> place.indexOf('/') >= 0).toList();
  }

  /** Full names of the single repositories of a kind that are within the limit. */
  List<String> names(ResourceKind kind) {
    String prefix = PREFIXES.get(kind);
    return prefix == null
        ? List.of()
        : places().stream()
            .filter(place -> place.startsWith(prefix))
            .map(place -> place.substring(prefix.length()))
            .toList();
  }
}
