package dev.trainyard.auth.key;

/** Life of a signing key; it only ever moves forward. */
enum KeyState {
  /** In the key set, so that every verifier learns it; does not sign yet. */
  PUBLISHED,
  /** Signs; there is exactly one. */
  ACTIVE,
  /** Signs no more, and stays in the key set until its last token has expired. */
  RETIRED,
  /** Gone from the key set; the row remains as a record. */
  REMOVED
}
