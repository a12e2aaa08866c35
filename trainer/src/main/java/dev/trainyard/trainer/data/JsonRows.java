package dev.trainyard.trainer.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.trainyard.trainer.job.TrainingFailure;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads one flat JSON object per line; keys that no column declares are passed over. */
final class JsonRows implements RowReader {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(CELL_LIMIT)
                  .maxNestingDepth(64)
                  .build())
          .build();

  private final JsonParser parser;
  private final List<String> columns;
  private final Map<String, Integer> positions = new HashMap<>();
  private long rows;

  JsonRows(Reader reader, List<String> columns) throws IOException {
    this.parser = JSON.createParser(reader);
    this.columns = columns;
    for (int i = 0; i < columns.size(); i++) {
      positions.put(columns.get(i), i);
    }
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public String[] next() throws IOException {
    try {
      JsonToken token = parser.nextToken();
      if (token == null) {
        return null;
      }
      rows++;
      if (token != JsonToken.START_OBJECT) {
        throw TrainingFailure.badData(null, "row " + rows + " is not a JSON object");
      }
      return readObject();
    } catch (JsonParseException | StreamConstraintsException e) {
      throw TrainingFailure.badData(
          null,
          "row %d (line %d) is no valid JSON: %s"
              .formatted(rows, e.getLocation().getLineNr(), e.getOriginalMessage()));
    }
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }

  private String[] readObject() throws IOException {
    String[] cells = new String[columns.size()];
    Arrays.fill(cells, "");
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      Integer position = positions.get(name);
      if (position == null) {
        parser.skipChildren();
      } else if (value.isStructStart()) {
        throw TrainingFailure.badData(
            name, "row " + rows + ", column '" + name + "' holds a list or object, not a value");
      } else if (value != JsonToken.VALUE_NULL) {
        cells[position] = parser.getText();
      }
    }
    return cells;
  }
}
