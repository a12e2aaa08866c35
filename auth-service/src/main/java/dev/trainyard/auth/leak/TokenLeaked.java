package dev.trainyard.auth.leak;

import java.util.UUID;

/**
 * Somebody who is not the owner held a token and ended it. Fired in the transaction that ends it:
 * observe it after success to tell the owner.
 *
 * @param owner the account or organisation that it belonged to
 * @param ownerName the owner's name
 * @param credential what ended: a token, a grant or a robot
 * @param name what its owner called it
 */
public record TokenLeaked(UUID owner, String ownerName, UUID credential, String name) {}
