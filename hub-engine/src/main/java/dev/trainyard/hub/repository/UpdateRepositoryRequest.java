package dev.trainyard.hub.repository;

import dev.trainyard.commons.security.Visibility;
import jakarta.validation.constraints.Size;

/** Body of a change of a repository's settings; what is absent stays. */
public record UpdateRepositoryRequest(
    Visibility visibility, @Size(max = 2000) String description) {}
