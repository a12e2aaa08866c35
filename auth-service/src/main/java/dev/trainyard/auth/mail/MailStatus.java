package dev.trainyard.auth.mail;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What everybody may know of the platform's mail.
 *
 * @param folder where mails lie on the machine that runs the platform, if they go into files
 */
@Schema(name = "MailStatus")
public record MailStatus(TransportKind transport, String folder) {}
