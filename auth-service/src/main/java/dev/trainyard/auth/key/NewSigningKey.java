package dev.trainyard.auth.key;

/**
 * A key pair as it is stored.
 *
 * @param publicKey X.509 form
 * @param wrappedKey nonce and AES-256-GCM ciphertext of the PKCS #8 form
 * @param wrappedUnder id of the wrapping key
 */
record NewSigningKey(String id, byte[] publicKey, byte[] wrappedKey, String wrappedUnder) {}
