package dev.trainyard.gateway.proxy;

import dev.trainyard.gateway.identity.Pass;
import dev.trainyard.gateway.routing.RouteKind;
import dev.trainyard.gateway.upstream.Upstream;
import java.util.Optional;

/**
 * What the gateway sends on.
 *
 * @param target path and query at the upstream
 * @param accessToken token that says who calls; none for anonymous callers and deployments
 * @param pass the right to go on, for as long as it takes
 */
public record Outbound(
    Upstream upstream, String target, RouteKind kind, Optional<String> accessToken, Pass pass) {}
