package dev.trainyard.inference.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The scalars of a "data" array, flat or nested, until the datatype is known. */
final class ElementList {

  private static final int MAX_DEPTH = 8;

  private double[] numbers = new double[16];
  private List<String> texts;
  private int size;
  private boolean hasNumbers;
  private boolean hasBooleans;

  static ElementList read(JsonParser parser) throws IOException, RequestException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw new RequestException("data must be an array");
    }
    var list = new ElementList();
    int depth = 1;
    while (depth > 0) {
      JsonToken token = parser.nextToken();
      if (token == null) {
        throw new JsonEOFException(parser, null, "data ends too early");
      }
      switch (token) {
        case START_ARRAY -> {
          if (++depth > MAX_DEPTH) {
            throw new RequestException("data is nested deeper than " + MAX_DEPTH);
          }
        }
        case END_ARRAY -> depth--;
        case VALUE_STRING -> list.addText(parser.getText());
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
          list.hasNumbers = true;
          list.addNumber(parser.getDoubleValue());
        }
        case VALUE_TRUE, VALUE_FALSE -> {
          list.hasBooleans = true;
          list.addNumber(token == JsonToken.VALUE_TRUE ? 1 : 0);
        }
        case VALUE_NULL -> list.addNumber(Double.NaN);
        default -> throw new RequestException("data may hold numbers, texts, true, false and null");
      }
    }
    return list;
  }

  int size() {
    return size;
  }

  boolean hasTexts() {
    return texts != null;
  }

  boolean hasNumbers() {
    return hasNumbers;
  }

  boolean hasBooleans() {
    return hasBooleans;
  }

  double number(int index) {
    return numbers[index];
  }

  /** The text, or "" for null. */
  String text(int index) {
    String text = texts == null || index >= texts.size() ? null : texts.get(index);
    return text == null ? "" : text;
  }

  private void addNumber(double value) {
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, size * 2);
    }
    numbers[size++] = value;
    if (texts != null) {
      texts.add(null);
    }
  }

  private void addText(String text) {
    if (texts == null) {
      texts = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        texts.add(null);
      }
    }
    addNumber(Double.NaN);
    texts.set(size - 1, text);
  }
}
