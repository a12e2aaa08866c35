package dev.trainyard.auth.oauth;

import java.util.Arrays;
import java.util.Optional;

/**
 * The programs that people may let act for them. All are public clients (RFC 6749, 2.1): what they
 * know is known to everybody, so nothing is granted to them but by a person who is signed in.
 */
enum OAuthClient {
  /** The id that every installation of {@code huggingface_hub} sends. */
  HUGGING_FACE_CLI("26be6b09-91c5-47da-9861-d2d2bb7a7e36", "Hugging Face CLI");

  private final String id;
  private final String displayName;

  OAuthClient(String id, String displayName) {
    this.id = id;
    this.displayName = displayName;
  }

  String id() {
    return id;
  }

  String displayName() {
    return displayName;
  }

  static Optional<OAuthClient> byId(String id) {
    return Arrays.stream(values()).filter(client -> client.id.equals(id)).findFirst();
  }
}
