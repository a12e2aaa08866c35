package dev.trainyard.auth.mail;

import java.util.UUID;

/** A mail waits; the sender looks once the transaction has committed. */
record MailWritten(UUID id) {}
