package dev.trainyard.auth.audit;

import java.time.Instant;

/** Which events a listing shows; null means any. */
record AuditFilter(String actor, String action, String target, Instant from, Instant to) {}
