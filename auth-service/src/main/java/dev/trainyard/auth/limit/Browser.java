package dev.trainyard.auth.limit;

/**
 * The browser behind a request, as far as a list of sessions may know it.
 *
 * @param userAgent its name for itself, printable and bounded
 * @param network the network it is in, never its address
 */
public record Browser(String userAgent, String network) {}
