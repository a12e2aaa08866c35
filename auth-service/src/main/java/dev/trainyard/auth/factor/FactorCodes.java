package dev.trainyard.auth.factor;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Recovery codes, shown this once; each works once. */
@Schema(name = "RecoveryCodes")
public record FactorCodes(List<String> recoveryCodes) {

  /** Keeps the codes out of every log. */
  @Override
  public String toString() {
    return "FactorCodes[…]";
  }
}
