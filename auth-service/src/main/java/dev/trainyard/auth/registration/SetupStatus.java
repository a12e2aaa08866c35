package dev.trainyard.auth.registration;

/** Whether the platform still waits for its first administrator. */
public record SetupStatus(boolean required) {}
