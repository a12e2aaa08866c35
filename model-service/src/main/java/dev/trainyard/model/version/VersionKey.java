package dev.trainyard.model.version;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.UUID;

/** A version's address: its repository and its number in there. */
@Embeddable
record VersionKey(@Column(name = "repository_id") UUID repositoryId, int number) {}
