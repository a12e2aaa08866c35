package dev.trainyard.gateway.proxy;

import dev.trainyard.gateway.routing.RouteKind;
import dev.trainyard.gateway.upstream.Upstream;
import java.util.Optional;

/**
 * What the gateway sends on.
 *
 * @param target path and query at the upstream
 * @param accessToken token that says who calls; none for anonymous callers and deployments
 */
public record Outbound(
    Upstream upstream, String target, RouteKind kind, Optional<String> accessToken) {}
