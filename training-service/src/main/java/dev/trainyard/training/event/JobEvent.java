package dev.trainyard.training.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** Something that happened to a job, with its place in the job's sequence. */
public record JobEvent(long seq, String kind, int attempt, Instant at, JsonNode data) {}
