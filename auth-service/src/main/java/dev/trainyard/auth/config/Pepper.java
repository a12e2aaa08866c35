package dev.trainyard.auth.config;

import javax.crypto.SecretKey;

/**
 * The secret input of every password hash, so that a stolen database alone allows no guessing.
 *
 * @param id names the secret without revealing it; stands in each hash
 */
public record Pepper(String id, SecretKey value) {}
