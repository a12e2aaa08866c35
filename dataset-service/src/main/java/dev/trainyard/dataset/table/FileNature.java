package dev.trainyard.dataset.table;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Recognises files that are not what their name says, by their first bytes. */
final class FileNature {

  private static final Map<String, String> SIGNATURES = new LinkedHashMap<>();

  static {
    SIGNATURES.put("PK\u0003\u0004", "a ZIP archive or an office document");
    SIGNATURES.put("\u0089PNG", "a PNG image");
    SIGNATURES.put("\u00ff\u00d8\u00ff", "a JPEG image");
    SIGNATURES.put("GIF8", "a GIF image");
    SIGNATURES.put("\u001f\u008b", "a gzip file; unpack it first");
    SIGNATURES.put("%PDF-", "a PDF document");
    SIGNATURES.put("PAR1", "a Parquet file");
    SIGNATURES.put("\u00d0\u00cf\u0011\u00e0", "an old office document");
    SIGNATURES.put("SQLite format 3", "an SQLite database");
    SIGNATURES.put("\u00ff\u00fe", "UTF-16 text; save it as UTF-8");
    SIGNATURES.put("\u00fe\u00ff", "UTF-16 text; save it as UTF-8");
  }

  private FileNature() {}

  /** What speaks against reading the head as that format. */
  static Optional<String> fault(byte[] head, TableFormat format) {
    if (head.length == 0) {
      return Optional.of("the file is empty");
    }
    String start = new String(head, 0, Math.min(head.length, 512), StandardCharsets.ISO_8859_1);
    for (Map.Entry<String, String> signature : SIGNATURES.entrySet()) {
      if (start.startsWith(signature.getKey())) {
        return Optional.of("the file is " + signature.getValue() + ", not " + format.text());
      }
    }
    if (start.indexOf('\u0000') >= 0) {
      return Optional.of("the file is binary, not " + format.text());
    }
    return textFault(start.replace("\u00ef\u00bb\u00bf", "").strip(), format);
  }

  private static Optional<String> textFault(String text, TableFormat format) {
    if (text.isEmpty()) {
      return Optional.of("the file has no content");
    }
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.startsWith("<!doctype html")
        || lower.startsWith("<html")
        || lower.startsWith("<?xml")) {
      return Optional.of("the file is HTML or XML, not " + format.text());
    }
    if (format == TableFormat.JSONL) {
      return text.startsWith("[")
          ? Optional.of("the file is a JSON array; JSON Lines has one object on each line")
          : Optional.empty();
    }
    return text.matches("(?s)(\\{\\s*\"|\\{\\s*\\}|\\[\\s*[\\[{\"\\d]).*")
        ? Optional.of("the file is JSON, not " + format.text())
        : Optional.empty();
  }
}
