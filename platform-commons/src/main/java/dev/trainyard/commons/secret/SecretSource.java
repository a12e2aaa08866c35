package dev.trainyard.commons.secret;

import java.util.List;

/** A feature that reads secrets from the configuration and lets them be judged. */
public interface SecretSource {
  List<ConfiguredSecret> secrets();

  /** What else is wrong with how its secrets are given, a line for each, with a code first. */
  default List<String> findings() {
    return List.of();
  }
}
