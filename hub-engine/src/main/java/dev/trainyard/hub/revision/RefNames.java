package dev.trainyard.hub.revision;

import dev.trainyard.commons.problem.ProblemException;
import java.util.regex.Pattern;

/** The rule for names of branches and tags, which must never look like a commit id. */
final class RefNames {

  private static final Pattern SHAPE =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,98}[A-Za-z0-9])?");
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
  private static final Pattern VERSION_TAG = Pattern.compile("v[0-9]+");

  private RefNames() {}

  static boolean isCommitId(String text) {
    return COMMIT.matcher(text).matches();
  }

  static boolean isName(String text) {
    return text != null
        && SHAPE.matcher(text).matches()
        && !text.contains("..")
        && !isCommitId(text);
  }

  /** Returns the name of a new branch; names of versions are kept free for their tags. */
  static String requireBranch(String field, String text) {
    if (!isName(text) || VERSION_TAG.matcher(text).matches()) {
      throw ProblemException.invalid(
          field,
          "must be 1 to 100 letters, digits, '.', '_' and '-', begin and end with a letter or digit,"
              + " and be neither a commit id nor v followed by a number");
    }
    return text;
  }
}
