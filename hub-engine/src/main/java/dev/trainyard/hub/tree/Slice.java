package dev.trainyard.hub.tree;

/** The part of a line that a revision sees: everything up to a commit. */
record Slice(long lineId, int seq) {}
