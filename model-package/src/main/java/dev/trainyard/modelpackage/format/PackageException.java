package dev.trainyard.modelpackage.format;

/** A model package that is incomplete, altered, or of a form this version does not know. */
public final class PackageException extends Exception {

  public PackageException(String message) {
    super(message);
  }
}
