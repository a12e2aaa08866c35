package dev.trainyard.auth.account;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An account as its owner sees it.
 *
 * @param emailVerified whether mail to the address has been seen to arrive
 * @param secondFactor whether one is enrolled
 * @param secondFactorNeededFor organisations, and {@code admin} for the platform role, whose rights
 *     wait until one is
 */
@Schema(name = "OwnAccount")
public record OwnAccount(
    UUID id,
    String name,
    String displayName,
    String email,
    boolean emailVerified,
    List<String> roles,
    boolean active,
    boolean operator,
    Instant createdAt,
    boolean secondFactor,
    List<String> secondFactorNeededFor) {

  static OwnAccount of(Account account, boolean secondFactor, List<String> neededFor) {
    return new OwnAccount(
        account.id(),
        account.name(),
        account.displayName(),
        account.email(),
        account.emailVerified(),
        account.roles(),
        account.active(),
        account.operator(),
        account.createdAt(),
        secondFactor,
        neededFor);
  }
}
