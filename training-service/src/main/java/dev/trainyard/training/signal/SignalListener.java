package dev.trainyard.training.signal;

/** Learns of signals; called on the listening thread, so it must return at once. */
public interface SignalListener {

  /** One signal, also of this replica itself. */
  void on(Signal signal);

  /** Signals may have been missed: look at everything again. */
  void lookAgain();
}
