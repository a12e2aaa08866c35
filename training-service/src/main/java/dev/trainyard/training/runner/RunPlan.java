package dev.trainyard.training.runner;

import java.util.UUID;

/** What a runner has to know to start one attempt of a job. */
public record RunPlan(UUID job, int attempt, long seed) {}
