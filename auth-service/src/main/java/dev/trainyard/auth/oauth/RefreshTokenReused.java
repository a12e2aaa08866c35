package dev.trainyard.auth.oauth;

import java.util.UUID;

/**
 * Somebody used a refresh token a second time, so one of two who had it stole it. Fired in the
 * transaction that ends the grant: observe it after success to tell the owner.
 *
 * @param client the program's name
 */
public record RefreshTokenReused(UUID account, String client) {}
