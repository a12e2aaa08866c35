package dev.trainyard.auth.organisation;

import java.util.UUID;

/** Fired inside the transaction that decides that an organisation and all it owns go for good. */
public record OrganisationErased(UUID id, String name) {}
