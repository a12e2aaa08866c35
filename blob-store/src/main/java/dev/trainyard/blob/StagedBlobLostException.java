package dev.trainyard.blob;

import java.io.IOException;

/** Staged content is shorter than what was acknowledged, which only a damaged disk explains. */
public final class StagedBlobLostException extends IOException {

  public StagedBlobLostException(String message) {
    super(message);
  }
}
