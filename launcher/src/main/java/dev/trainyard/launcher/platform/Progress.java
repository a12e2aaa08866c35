package dev.trainyard.launcher.platform;

/** Where the platform tells what it does, one line at a time. */
@FunctionalInterface
public interface Progress {

  /** Tells one step. */
  void say(String line);
}
