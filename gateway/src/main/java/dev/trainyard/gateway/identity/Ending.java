package dev.trainyard.gateway.identity;

/** Why a request that was let in must not go on. */
public enum Ending {
  REVOKED("The credential was revoked"),
  RIGHTS_CHANGED("The caller's rights changed"),
  UNVERIFIABLE("The credential cannot be checked");

  private final String reason;

  Ending(String reason) {
    this.reason = reason;
  }

  /** One sentence for the client. */
  public String reason() {
    return reason;
  }
}
