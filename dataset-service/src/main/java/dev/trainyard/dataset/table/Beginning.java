package dev.trainyard.dataset.table;

/** Cuts texts without cutting a character outside the basic plane in two, which no JSON holds. */
public final class Beginning {

  private Beginning() {}

  /** At most so many UTF-16 units of a text. */
  public static String of(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }

  /** Whether half a character stands alone somewhere, which UTF-8 cannot say. */
  static boolean isBroken(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (i + 1 == text.length()
            || !Character.isSurrogatePair(text.charAt(i), text.charAt(++i))) {
          return true;
        }
      }
    }
    return false;
  }
}
