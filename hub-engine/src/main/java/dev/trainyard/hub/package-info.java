/**
 * Versioned repositories on content-addressed blobs, used by the services that are hubs. What a
 * service needs is {@link dev.trainyard.hub.web.Hub} and the route interfaces beside it.
 */
package dev.trainyard.hub;
