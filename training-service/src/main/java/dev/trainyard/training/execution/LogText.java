package dev.trainyard.training.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.regex.Pattern;

/** Makes text of a training fit to be stored and shown: no control characters, no secrets. */
final class LogText {

  private static final int MOST_CHARACTERS = 8192;
  private static final Pattern ESCAPE_SEQUENCE =
      Pattern.compile("\u001b(\\[[0-9;?]*[ -/]*[@-~]|\\][^\u0007\u001b]*(\u0007|\u001b\\\\)?|.)?");
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\t]]");
  private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");
  private static final Pattern TOKEN = Pattern.compile("\\bhf_[A-Za-z0-9]{12,}");
  private static final Pattern JWT =
      Pattern.compile("\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*");
  private static final Pattern BEARER =
      Pattern.compile("(?i)\\b(bearer|basic)\\s+[A-Za-z0-9._~+/=-]{8,}");
  private static final Pattern USER_INFO = Pattern.compile("://[^/\\s:@]{1,256}:[^/\\s@]{1,256}@");
  private static final Pattern ASSIGNMENT =
      Pattern.compile(
          "(?i)\\b(password|passwd|secret|api[_-]?key|access[_-]?key|token)(\\s*[=:]\\s*)\"?[^\\s\"',;]{4,}");

  private LogText() {}

  /** One line of a log. */
  static String line(String raw) {
    String shown = raw;
    if (shown.endsWith("\r")) {
      shown = shown.substring(0, shown.length() - 1);
    }
    // A progress bar rewrites its line: what a terminal would show at the end is the last version.
    shown = shown.substring(shown.lastIndexOf('\r') + 1);
    if (shown.length() > MOST_CHARACTERS) {
      shown = shown.substring(0, MOST_CHARACTERS) + " [cut]";
    }
    return masked(plain(ESCAPE_SEQUENCE.matcher(shown).replaceAll("")));
  }

  /** Text without control characters and half characters, which the database refuses. */
  static String plain(String text) {
    return LONE_SURROGATE.matcher(CONTROL.matcher(text).replaceAll("")).replaceAll("\ufffd");
  }

  /** JSON whose texts and names are all {@link #plain}. */
  static JsonNode plain(JsonNode node) {
    return switch (node) {
      case TextNode text -> TextNode.valueOf(plain(text.textValue()));
      case ArrayNode array -> {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode();
        array.forEach(item -> copy.add(plain(item)));
        yield copy;
      }
      case ObjectNode object -> {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        object
            .properties()
            .forEach(entry -> copy.set(plain(entry.getKey()), plain(entry.getValue())));
        yield copy;
      }
      default -> node;
    };
  }

  private static String masked(String text) {
    String hidden = TOKEN.matcher(text).replaceAll("hf_***");
    hidden = JWT.matcher(hidden).replaceAll("***");
    hidden = BEARER.matcher(hidden).replaceAll("$1 ***");
    hidden = USER_INFO.matcher(hidden).replaceAll("://***@");
    return ASSIGNMENT.matcher(hidden).replaceAll("$1$2***");
  }
}
