package dev.trainyard.training.runner;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** One training that runs or has run. What it printed stays readable from any offset. */
public interface Run {

  /** The two texts that a training prints. */
  enum Source {
    STDOUT,
    STDERR;

    /** The word of the API. */
    public String text() {
      return this == STDOUT ? "stdout" : "stderr";
    }
  }

  /**
   * Reads what was printed, without waiting.
   *
   * @return the bytes there are from the offset on, at most {@code most}
   */
  byte[] read(Source source, long offset, int most) throws IOException;

  /** Bytes printed so far, of both sources. */
  long printed() throws IOException;

  /** How it ended, once everything that it printed can be read. */
  Optional<RunEnd> end();

  /** What it left as the text of its failure. */
  Optional<String> failureText() throws IOException;

  /** Asks it to end, and makes it end after the grace; returns at once. */
  void stop(Duration grace);
}
