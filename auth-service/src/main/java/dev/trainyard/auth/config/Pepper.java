package dev.trainyard.auth.config;

/**
 * The secret input of every password hash, so that a stolen database alone allows no guessing.
 *
 * @param id names the secret without revealing it; stands in each hash
 */
public record Pepper(String id, byte[] value) {}
