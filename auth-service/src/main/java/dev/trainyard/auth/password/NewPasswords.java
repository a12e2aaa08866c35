package dev.trainyard.auth.password;

import jakarta.enterprise.context.ApplicationScoped;

/** Takes in new passwords: judged first, hashed only when acceptable. */
@ApplicationScoped
public class NewPasswords {

  private final PasswordPolicy policy;
  private final Passwords passwords;

  NewPasswords(PasswordPolicy policy, Passwords passwords) {
    this.policy = policy;
    this.passwords = passwords;
  }

  /** The hash to store, or the 400 that names {@code field}. */
  public String accept(String field, String password, String name, String email) {
    policy.require(field, password, name, email);
    return passwords.hash(password);
  }
}
