package dev.trainyard.blob;

import java.io.IOException;

/** There is no room for a blob without touching the reserve; nothing stored before is affected. */
public final class BlobStorageFullException extends IOException {

  public BlobStorageFullException(String message) {
    super(message);
  }

  public BlobStorageFullException(String message, Throwable cause) {
    super(message, cause);
  }
}
