package dev.trainyard.hub;

/**
 * What the repositories of a service are; the service produces one such bean.
 *
 * @param noun as it stands in messages, for example {@code Dataset}
 * @param plural as it stands in URLs, for example {@code datasets}
 */
public record HubKind(String noun, String plural) {}
