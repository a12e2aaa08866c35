package dev.trainyard.commons.security;

/** An object as far as access to it is decided on: what it is, where it lives, who may see it. */
public record ProtectedObject(
    ResourceKind kind, String namespace, String name, Visibility visibility) {

  /** An object that only its namespace's members may see. */
  public static ProtectedObject hidden(ResourceKind kind, String namespace, String name) {
    return new ProtectedObject(kind, namespace, name, Visibility.PRIVATE);
  }
}
