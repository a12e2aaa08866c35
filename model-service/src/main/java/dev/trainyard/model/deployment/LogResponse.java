package dev.trainyard.model.deployment;

import java.util.List;

/** The newest lines that a replica wrote, oldest first. */
record LogResponse(List<Line> lines) {

  LogResponse {
    lines = List.copyOf(lines);
  }

  /**
   * One line.
   *
   * @param seq position in this answer, from 1
   * @param stream {@code stdout}: both streams of a server go into one log
   */
  record Line(int seq, String stream, String text) {}
}
