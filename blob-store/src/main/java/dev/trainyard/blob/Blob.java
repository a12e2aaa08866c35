package dev.trainyard.blob;

/** A whole, verified blob that the store holds. */
public record Blob(BlobId id, long sizeBytes) {}
