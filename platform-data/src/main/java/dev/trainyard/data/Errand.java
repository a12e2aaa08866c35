package dev.trainyard.data;

/** Something that a service's process does once, instead of serving, and then ends. */
public interface Errand {

  /** The first argument that asks for it, for example {@code verify-audit}. */
  String name();

  /** Does it; gives back the process's exit code. */
  int run();
}
