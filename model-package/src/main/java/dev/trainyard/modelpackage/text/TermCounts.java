package dev.trainyard.modelpackage.text;

/** How often each hashed term occurs in one text, by ascending term. */
@SuppressWarnings("ArrayRecordComponent")
public record TermCounts(int[] terms, int[] counts) {}
