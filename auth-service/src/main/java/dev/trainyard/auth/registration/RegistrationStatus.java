package dev.trainyard.auth.registration;

import dev.trainyard.auth.config.RegistrationMode;
import java.util.List;

/**
 * Who may register.
 *
 * @param mailDomains where not empty, only addresses of these domains may, and each has to confirm
 *     itself before there is an account
 */
public record RegistrationStatus(RegistrationMode mode, List<String> mailDomains) {}
