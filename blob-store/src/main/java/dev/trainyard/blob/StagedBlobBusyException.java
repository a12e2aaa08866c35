package dev.trainyard.blob;

import java.io.IOException;

/** Another writer has the staged content open. */
public final class StagedBlobBusyException extends IOException {

  public StagedBlobBusyException(String message) {
    super(message);
  }
}
