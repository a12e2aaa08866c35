package dev.trainyard.auth.password;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The shipped list of frequent passwords; its source stands in NOTICE. */
@ApplicationScoped
class CommonPasswords {

  private static final String LIST = "common-passwords.txt";

  private final Set<String> passwords = read();

  /**
   * Whether guessing would start here: a listed password, one with digits and signs around it, or
   * one that is repeated.
   */
  boolean include(String password) {
    String lower = password.toLowerCase(Locale.ROOT);
    String core = lower.replaceAll("^[^\\p{L}]+|[^\\p{L}]+$", "");
    return passwords.contains(lower)
        || core.isEmpty()
        || passwords.contains(core)
        || passwords.contains(unit(lower))
        || passwords.contains(unit(core));
  }

  /** The shortest text whose repetition gives the whole: {@code abc} of {@code abcabcabc}. */
  private static String unit(String text) {
    int length = text.length();
    int[] border = new int[length + 1];
    for (int i = 1, k = 0; i < length; i++) {
      while (k > 0 && text.charAt(i) != text.charAt(k)) {
        k = border[k];
      }
      k = text.charAt(i) == text.charAt(k) ? k + 1 : 0;
      border[i + 1] = k;
    }
    int period = length - border[length];
    return period > 0 && length % period == 0 ? text.substring(0, period) : text;
  }

  private static Set<String> read() {
    try (InputStream list = CommonPasswords.class.getResourceAsStream(LIST)) {
      if (list == null) {
        throw new IllegalStateException("The list of common passwords is missing");
      }
      return new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))
          .lines()
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
