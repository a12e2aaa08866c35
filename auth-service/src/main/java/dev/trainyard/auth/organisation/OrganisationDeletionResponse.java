package dev.trainyard.auth.organisation;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A deletion that has been asked for.
 *
 * @param effectiveAt until when it can be taken back
 */
@Schema(name = "OrganisationDeletion")
record OrganisationDeletionResponse(Instant effectiveAt) {}
