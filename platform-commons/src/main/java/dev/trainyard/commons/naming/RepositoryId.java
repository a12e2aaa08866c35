package dev.trainyard.commons.naming;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.trainyard.commons.problem.ProblemException;

/** {@code namespace/name}: how a dataset or model is addressed everywhere. */
public record RepositoryId(String namespace, String name) {

  /** Reads {@code namespace/name}, or throws the 400 that names {@code field}. */
  public static RepositoryId parse(String field, String text) {
    int slash = text == null ? -1 : text.indexOf('/');
    if (slash < 0) {
      throw ProblemException.invalid(field, "must have the form namespace/name");
    }
    return new RepositoryId(
        Names.require(field, text.substring(0, slash)),
        Names.require(field, text.substring(slash + 1)));
  }

  @JsonCreator
  static RepositoryId fromJson(String text) {
    return parse("repository", text);
  }

  @JsonValue
  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
