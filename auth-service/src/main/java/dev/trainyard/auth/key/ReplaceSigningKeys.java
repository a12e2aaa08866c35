package dev.trainyard.auth.key;

import dev.trainyard.data.Errand;
import io.quarkus.arc.Unremovable;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** {@code replace-signing-keys} is the emergency rotation, for a key that may have leaked. */
@Unremovable // Asked for by name alone.
@ApplicationScoped
class ReplaceSigningKeys implements Errand {

  private static final int TRY_AGAIN = 75; // EX_TEMPFAIL of sysexits.h

  private final KeyRotation rotation;

  ReplaceSigningKeys(KeyRotation rotation) {
    this.rotation = rotation;
  }

  @Override
  public String name() {
    return "replace-signing-keys";
  }

  @Override
  public int run() {
    Optional<String> fresh = rotation.replaceAll();
    if (fresh.isEmpty()) {
      Log.error("A replica is changing the keys at this moment; run this again");
      return TRY_AGAIN;
    }
    Log.infof("Every signing key was replaced; the one that signs now is %s", fresh.get());
    return 0;
  }
}
