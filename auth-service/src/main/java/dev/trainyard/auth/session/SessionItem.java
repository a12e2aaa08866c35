package dev.trainyard.auth.session;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One of the caller's sessions.
 *
 * @param device the browser and system that the user agent names, for reading
 * @param network the network from which it was opened
 * @param methods how its owner proved to be there: {@code pwd}, {@code otp}, {@code recovery}
 * @param verifiedAt when he last did
 * @param current whether it is the one that asks
 */
public record SessionItem(
    UUID id,
    Instant createdAt,
    Instant lastSeenAt,
    String device,
    String userAgent,
    String network,
    List<String> methods,
    Instant verifiedAt,
    boolean current) {}
