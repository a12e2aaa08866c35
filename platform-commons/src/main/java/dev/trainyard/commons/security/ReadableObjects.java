package dev.trainyard.commons.security;

import java.util.List;

/**
 * The rule of {@link Caller#may} for reading, in the form that list queries need. An object is
 * readable if any of these holds.
 *
 * @param everything whether all are, whatever follows
 * @param visibilities those that are readable to this caller anywhere
 * @param namespaces those whose objects are all readable
 * @param names full names of further readable objects
 */
public record ReadableObjects(
    boolean everything,
    List<Visibility> visibilities,
    List<String> namespaces,
    List<String> names) {

  public ReadableObjects {
    visibilities = List.copyOf(visibilities);
    namespaces = List.copyOf(namespaces);
    names = List.copyOf(names);
  }

  /** The visibilities in their wire form. */
  public List<String> visibilityTexts() {
    return visibilities.stream().map(Visibility::text).toList();
  }
}
