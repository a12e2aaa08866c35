package dev.trainyard.auth.config;

import javax.crypto.SecretKey;

/**
 * AES key for what the database keeps and the service has to read again.
 *
 * @param id names the key without revealing it; stands beside what it sealed
 */
public record SealingKey(String id, SecretKey value) {}
