package dev.trainyard.commons.security;

import java.util.List;

/**
 * The rule of {@link Caller#may} as the database can check it once more for each row: what an
 * object must have for the caller to read or change it. It is coarser than the rule: it knows no
 * scopes of single kinds, and any role that may change something counts as one that may change
 * everything in its namespace.
 *
 * @param visibilities those that are readable anywhere, in their wire form
 * @param reads namespaces and places ({@link Restriction#place}) that may be read
 * @param writes those where something may be changed
 */
public record Sight(List<String> visibilities, List<String> reads, List<String> writes) {

  static final List<String> ANYWHERE = List.of("*");

  /** For the platform's own work. */
  public static final Sight EVERYTHING = new Sight(List.of(), ANYWHERE, ANYWHERE);

  /** For requests that nobody has admitted. */
  public static final Sight NOTHING = new Sight(List.of(), List.of(), List.of());

  public Sight {
    visibilities = List.copyOf(visibilities);
    reads = List.copyOf(reads);
    writes = List.copyOf(writes);
  }
}
