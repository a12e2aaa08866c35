package dev.trainyard.commons.security;

/** What a caller wants to do with an object, and the least namespace role that allows it. */
public enum Action {
  READ(NamespaceRole.READER),
  WRITE(NamespaceRole.WRITER),
  MANAGE(NamespaceRole.MAINTAINER);

  private final NamespaceRole least;

  Action(NamespaceRole least) {
    this.least = least;
  }

  public NamespaceRole least() {
    return least;
  }
}
