package dev.trainyard.hub.upload;

import java.io.IOException;

/** The client went away before its body was whole. */
final class BodyCutException extends IOException {

  BodyCutException(IOException cause) {
    super(cause.getMessage(), cause);
  }
}
