package dev.trainyard.gateway.proxy;

import dev.trainyard.commons.problem.ProblemException;

/** A server ended the connection before the first byte of its answer. */
final class UnansweredException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient ProblemException problem;
  private final boolean repeatable;

  /**
   * @param problem what the client is told if nothing else helps
   * @param repeatable whether the request changes nothing and had no body
   */
  UnansweredException(ProblemException problem, boolean repeatable) {
    super(problem.getMessage(), null, false, false);
    this.problem = problem;
    this.repeatable = repeatable;
  }

  ProblemException problem() {
    return problem;
  }

  boolean mayRepeat() {
    return repeatable;
  }
}
