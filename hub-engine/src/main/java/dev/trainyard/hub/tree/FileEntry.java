package dev.trainyard.hub.tree;

import dev.trainyard.blob.BlobId;

/** A file of a revision. */
public record FileEntry(String path, BlobId blob, long sizeBytes) {}
