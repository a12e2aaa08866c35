package dev.trainyard.training.feed;

/** An event of a job, written out as it is sent to every socket. */
record Frame(long seq, String text) {}
