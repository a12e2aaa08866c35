package dev.trainyard.data.person;

import java.util.Map;

/** One kind of data about people that a service holds. */
public interface PersonalData {

  /** Those with lower numbers go first, where something must be gone before another can go. */
  int order();

  /**
   * Erases what the person owns and puts the pseudonym in their place elsewhere. It is repeated
   * until it succeeds, so it may do its work in several transactions.
   *
   * @param counts to tell in the receipt what was done, by kind of thing
   * @throws dev.trainyard.commons.problem.ProblemException when something has to end before
   */
  void erase(ErasedPerson person, Map<String, Long> counts);

  /**
   * What a person gets to read about themselves: the columns that each query gives, by kind of
   * thing. Queries can name the table {@code person} with the columns {@code id} and {@code name}.
   */
  Map<String, String> exports();
}
