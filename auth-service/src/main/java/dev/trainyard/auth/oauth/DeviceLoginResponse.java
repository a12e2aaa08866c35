package dev.trainyard.auth.oauth;

import dev.trainyard.auth.token.TokenScope;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A device that asks to sign in, as the person sees it who decides.
 *
 * @param client the program's name
 * @param network from where it asks: the IPv4 /24 or IPv6 /48 network
 * @param userAgent what the program says of itself, which nobody has checked
 */
@Schema(name = "DeviceLogin")
public record DeviceLoginResponse(
    String client,
    TokenScope scope,
    String network,
    String userAgent,
    Instant createdAt,
    Instant expiresAt) {}
