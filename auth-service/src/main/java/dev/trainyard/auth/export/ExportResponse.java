package dev.trainyard.auth.export;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An export of what is held about the caller.
 *
 * @param state {@code collecting}, {@code ready}, {@code downloaded} or {@code failed}
 * @param expiresAt until when the archive can be downloaded, once
 */
@Schema(name = "PersonExport")
record ExportResponse(String state, Instant requestedAt, Instant expiresAt, long bytes) {}
