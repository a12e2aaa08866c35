package dev.trainyard.auth.account;

import dev.trainyard.commons.naming.Names;
import dev.trainyard.commons.problem.ProblemException;
import java.util.Locale;
import java.util.regex.Pattern;

/** What people say about themselves, checked: a name, an e-mail address, a display name. */
public record Profile(String name, String email, String displayName) {

  private static final Pattern EMAIL =
      Pattern.compile("[^\\s@\\p{Cc}\"<>]{1,64}@[A-Za-z0-9]([A-Za-z0-9.-]{0,186}[A-Za-z0-9])?");
  private static final int LONGEST_DISPLAY_NAME = 100;

  /** Checks and normalises; a missing display name becomes the name. */
  public static Profile of(String name, String email, String displayName) {
    return new Profile(
        Names.requireNamespace("name", name),
        email(email),
        displayName == null || displayName.isBlank() ? name : displayName(displayName));
  }

  /** The address in lower case, or the 400 that names {@code email}. */
  public static String email(String text) {
    if (text == null || !EMAIL.matcher(text).matches()) {
      throw ProblemException.invalid("email", "must be an e-mail address");
    }
    return text.toLowerCase(Locale.ROOT);
  }

  /** The text without spaces around it, or the 400 that names {@code displayName}. */
  public static String displayName(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty()
        || stripped.length() > LONGEST_DISPLAY_NAME
        || stripped.codePoints().anyMatch(Profile::isInvisible)) {
      throw ProblemException.invalid(
          "displayName",
          "must have 1 to %d characters and no control characters".formatted(LONGEST_DISPLAY_NAME));
    }
    return stripped;
  }

  /** Control and direction characters, which could make one name look like another. */
  private static boolean isInvisible(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> true;
      default -> false;
    };
  }
}
