package dev.trainyard.modelpackage.format;

/** Digest (lower-case hex) and size of one file of a package. */
public record PackagedFile(String sha256, long sizeBytes) {}
