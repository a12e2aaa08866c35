package dev.trainyard.auth.account;

import java.util.Set;

/**
 * What an account is made from, already checked.
 *
 * @param email lower case, null for the operator
 * @param emailVerified whether the address has proved itself already
 * @param passwordHash PHC string, null for the operator
 */
public record NewAccount(
    String name,
    String email,
    String displayName,
    String passwordHash,
    Set<String> roles,
    boolean operator,
    boolean emailVerified) {

  /** A person without platform roles. */
  public static NewAccount person(Profile profile, String passwordHash) {
    return new NewAccount(
        profile.name(),
        profile.email(),
        profile.displayName(),
        passwordHash,
        Set.of(),
        false,
        false);
  }

  /** The same, with an address that has proved itself. */
  public static NewAccount proved(Profile profile, String passwordHash) {
    return new NewAccount(
        profile.name(),
        profile.email(),
        profile.displayName(),
        passwordHash,
        Set.of(),
        false,
        true);
  }

  public NewAccount with(Set<String> platformRoles) {
    return new NewAccount(
        name, email, displayName, passwordHash, platformRoles, operator, emailVerified);
  }
}
