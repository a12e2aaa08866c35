package dev.trainyard.auth.mail;

import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A mail to one person. What could end a header line cannot be in it, so nobody can add headers or
 * recipients by what he writes into a form.
 *
 * @param kind what it is about, for file names and metrics: lower-case letters and hyphens
 * @param account whom it is about, or null for somebody without an account
 * @param to a plain address
 * @param life after which it is of no use any more and is not sent
 */
public record Letter(
    String kind, UUID account, String to, String subject, String text, Duration life) {

  /** The unquoted form of RFC 5321, which every server takes. */
  private static final Pattern ADDRESS =
      Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9.-]{1,188}");

  private static final Pattern KIND = Pattern.compile("[a-z-]{1,40}");
  private static final Pattern SUBJECT = Pattern.compile("[\\x20-\\x7e]{1,150}");
  private static final int LONGEST_TEXT = 10_000;

  public Letter {
    if (!isAddress(to)) {
      throw new IllegalArgumentException("Not an address that mail can be sent to");
    }
    if (!KIND.matcher(kind).matches()
        || !SUBJECT.matcher(subject).matches()
        || text.length() > LONGEST_TEXT) {
      throw new IllegalArgumentException("Not a mail: " + kind);
    }
  }

  /** Whether mail can be sent there. */
  public static boolean isAddress(String text) {
    return text != null && ADDRESS.matcher(text).matches();
  }

  /** Text that somebody else wrote, on one line and not long, for the body of a mail. */
  public static String quoted(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", " ").strip();
    return line.length() > 100 ? line.substring(0, 100) : line;
  }

  /** Keeps the link in the text, and the address, out of every log. */
  @Override
  public String toString() {
    return "Letter[" + kind + "]";
  }
}
