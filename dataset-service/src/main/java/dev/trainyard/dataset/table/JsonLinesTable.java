package dev.trainyard.dataset.table;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON Lines: one object a line, whose keys are the columns in order of first appearance.
 * Nested values are kept as JSON text.
 */
final class JsonLinesTable {

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxStringLength(TableLimits.CELL_BYTES)
                      .maxNameLength(TableLimits.NAME_CHARACTERS)
                      .maxNestingDepth(100)
                      .build())
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .build());

  private static final String HALF_CHARACTER =
      "holds half a character (a lone surrogate); write the whole of it";

  private final ByteInput input;
  private final boolean wholeFile;
  private final CellBuffer line = new CellBuffer();
  private final Map<String, Integer> columns = new LinkedHashMap<>();
  private String[] cells = new String[0];
  private boolean grown;

  JsonLinesTable(ByteInput input, boolean wholeFile) {
    this.input = input;
    this.wholeFile = wholeFile;
  }

  void read(RowSink sink) throws IOException, BadDataException {
    boolean any = false;
    while (input.peek() != ByteInput.END) {
      long number = input.line();
      readLine(number);
      if (!wholeFile && input.peek() == ByteInput.END) {
        return;
      }
      if (isBlank()) {
        continue;
      }
      any = true;
      Arrays.fill(cells, null);
      parse(number);
      if (grown) {
        sink.columns(List.copyOf(columns.keySet()));
        grown = false;
      }
      if (!sink.row(cells)) {
        return;
      }
    }
    if (!any) {
      throw new BadDataException(1, "has no records; the file is empty");
    }
  }

  private void readLine(long number) throws IOException, BadDataException {
    line.clear();
    for (int value = input.read(); value != '\n' && value != ByteInput.END; value = input.read()) {
      if (line.length() >= TableLimits.RECORD_BYTES) {
        throw new BadDataException(number, "is longer than 4 MiB");
      }
      line.add(value);
    }
  }

  private boolean isBlank() {
    for (int i = 0; i < line.length(); i++) {
      if (line.bytes()[i] > ' ' || line.bytes()[i] < 0) {
        return false;
      }
    }
    return true;
  }

  private void parse(long number) throws IOException, BadDataException {
    try (JsonParser parser = MAPPER.getFactory().createParser(line.bytes(), 0, line.length())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new BadDataException(number, "is not a JSON object; each line must be one");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        put(number, name, value(number, name, parser));
      }
      if (parser.nextToken() != null) {
        throw new BadDataException(number, "goes on after its JSON object");
      }
    } catch (JsonProcessingException e) {
      throw new BadDataException(number, fault(e));
    }
  }

  private static String fault(JsonProcessingException e) {
    String message = e.getOriginalMessage();
    if (message.contains("UTF-8")) {
      return "is not valid UTF-8; save the file with that encoding";
    }
    if (message.startsWith("Duplicate field")) {
      return "has a key twice";
    }
    if (message.contains("exceeds the maximum")) {
      return "has a value or key that is too long or nested too deeply";
    }
    return "is not valid JSON"
        + (e.getLocation() == null ? "" : " at character " + e.getLocation().getColumnNr());
  }

  private String value(long number, String name, JsonParser parser)
      throws IOException, BadDataException {
    String value =
        switch (parser.currentToken()) {
          case VALUE_NULL -> null;
          case START_OBJECT, START_ARRAY -> nested(number, name, parser);
          default -> parser.getText();
        };
    if (value != null && Beginning.isBroken(value)) {
      throw new BadDataException(number, name, HALF_CHARACTER);
    }
    return value;
  }

  /** A list or object as it is written; as a tree it would take many times the memory. */
  private String nested(long number, String name, JsonParser parser)
      throws IOException, BadDataException {
    int start = (int) parser.currentTokenLocation().getByteOffset();
    int end = start;
    for (int depth = 1; depth > 0; end = (int) parser.currentLocation().getByteOffset()) {
      JsonToken token = parser.nextToken();
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      if (end - start > TableLimits.CELL_BYTES) {
        throw new BadDataException(number, name, "has a value of more than 1 MiB");
      }
    }
    return new String(line.bytes(), start, end - start, StandardCharsets.UTF_8);
  }

  private void put(long number, String name, String value) throws BadDataException {
    Integer index = columns.get(name);
    if (index == null) {
      if (name.isBlank()) {
        throw new BadDataException(number, "has a key without a name");
      }
      if (Beginning.isBroken(name)) {
        throw new BadDataException(number, String.valueOf(columns.size() + 1), HALF_CHARACTER);
      }
      index = columns.size();
      if (index >= TableLimits.COLUMNS) {
        throw new BadDataException(
            number, "brings more than " + TableLimits.COLUMNS + " different keys");
      }
      columns.put(name, index);
      cells = Arrays.copyOf(cells, index + 1);
      grown = true;
    }
    cells[index] = value;
  }
}
