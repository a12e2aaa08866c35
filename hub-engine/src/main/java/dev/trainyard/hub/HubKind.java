package dev.trainyard.hub;

import dev.trainyard.commons.security.ResourceKind;

/**
 * What the repositories of a service are; the service produces one such bean.
 *
 * @param guarded as permissions name them
 * @param noun as it stands in messages, for example {@code Dataset}
 * @param plural as it stands in URLs, for example {@code datasets}
 */
public record HubKind(ResourceKind guarded, String noun, String plural) {}
