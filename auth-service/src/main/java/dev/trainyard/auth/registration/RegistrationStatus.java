package dev.trainyard.auth.registration;

import dev.trainyard.auth.config.RegistrationMode;

/** Who may register. */
public record RegistrationStatus(RegistrationMode mode) {}
