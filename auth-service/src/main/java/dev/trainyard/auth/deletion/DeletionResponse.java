package dev.trainyard.auth.deletion;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A deletion that has been asked for.
 *
 * @param effectiveAt until when it can be taken back
 */
@Schema(name = "Deletion")
record DeletionResponse(Instant effectiveAt) {}
