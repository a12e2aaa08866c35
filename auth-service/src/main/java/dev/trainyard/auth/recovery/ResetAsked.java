package dev.trainyard.auth.recovery;

import java.util.UUID;

/** Somebody asked for a reset; it is looked into once the transaction has committed. */
record ResetAsked(UUID id) {}
