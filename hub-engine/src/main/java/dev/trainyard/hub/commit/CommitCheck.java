package dev.trainyard.hub.commit;

/**
 * A service's own rule about commits; every bean of this type is asked before the commit's
 * transaction begins, so it may read the files at leisure.
 */
public interface CommitCheck {

  /**
   * Looks at a commit.
   *
   * @throws dev.trainyard.commons.problem.ProblemException to refuse it
   */
  void check(CommitCandidate candidate);
}
