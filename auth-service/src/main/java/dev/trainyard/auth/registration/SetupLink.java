package dev.trainyard.auth.registration;

/**
 * Answer to the launcher.
 *
 * @param token the secret of the one-time link, absent when no setup is required
 */
public record SetupLink(boolean required, String token) {}
