package dev.trainyard.hub.upload;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An upload as its owner sees it.
 *
 * @param offset bytes that are durable
 * @param sha256 present once the upload is complete
 */
@Schema(name = "Upload")
public record UploadResponse(
    UUID id,
    String filename,
    long length,
    long offset,
    String sha256,
    @Schema(enumeration = {"receiving", "complete"}) String state,
    Instant createdAt,
    Instant expiresAt) {}
